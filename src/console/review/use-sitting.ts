import { useEffect, useRef, useState } from 'react';
import type { Says } from '../../http/shapes.ts';
import { useTell } from '../parts/notice.tsx';
import { useSay } from '../queries.ts';
import { inOrder } from './in-order.ts';
import { FRESH, arrived, done, kept, notKept, stillStands, undone } from './sitting.ts';
import type { Did, Sitting, Step } from './sitting.ts';
import { notKeptBecause, profileOf, told, toldBack } from './told.ts';
import { useQueue } from './use-queue.ts';

/** A sitting, and what its reader may do. Every act shows at once; what it says to Kith is sent behind. */
export function useSitting() {
  const [sitting, setSitting] = useState<Sitting>(FRESH);
  const [says, setSays] = useState('');
  // The newest, also for what ends between two drawings.
  const now = useRef(sitting);
  const posts = useRef(inOrder()).current;
  const said = useRef(0);
  const send = useSay();
  const tell = useTell();
  const queue = useQueue(sitting, posts.count, () => said.current);
  useEffect(() => {
    if (queue.data) change(arrived(now.current, queue.data.page, queue.data.settled));
  }, [queue.data]);
  useStay(() => posts.count() > 0);

  function change(next: Sitting): void {
    now.current = next;
    setSitting(next);
  }

  function act(did: Did): void {
    const candidate = now.current.waiting[0]?.candidate;
    if (!candidate) return;
    const step = { candidate, did };
    change(done(now.current, did));
    setSays(told(step, now.current));
    tell();
    if (did !== 'skipped') void post(step, did);
  }

  function undo(): void {
    const step = now.current.steps.at(-1);
    if (!step) return;
    change(undone(now.current));
    setSays(toldBack(step));
    tell();
    if (step.did !== 'skipped') void post(step, 'withdrawn');
  }

  /** Words on one contact arrive in the order they were said; each of them answers with the record as it then is. */
  async function post(step: Step, says: Says): Promise<void> {
    const { contact, profile } = step.candidate;
    said.current += 1;
    try {
      const word = { contact: contact.id, network: profile.network, profile: profile.id, says };
      const record = await posts.run(contact.id, () => send(word));
      if (posts.count(contact.id) === 0) change(kept(now.current, record));
    } catch (error) {
      lost(step, says, error instanceof Error ? error.message : '');
    }
  }

  function lost(step: Step, says: Says, reason: string): void {
    if (says === 'withdrawn') {
      change(stillStands(now.current, step));
      tell({ text: `${profileOf(step.candidate)} was not taken back. ${reason}` });
      return;
    }
    const trouble = notKeptBecause(step.did, reason);
    change(notKept(now.current, step.candidate, trouble));
    tell({ text: `${profileOf(step.candidate)}: ${trouble}` });
  }

  return { sitting, says, act, undo, error: queue.error, retry: () => void queue.refetch() };
}

/** Closing the page asks first while something is on its way. */
function useStay(isBusy: () => boolean): void {
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (isBusy()) event.preventDefault();
    };
    window.addEventListener('beforeunload', leave);
    return () => window.removeEventListener('beforeunload', leave);
  });
}
