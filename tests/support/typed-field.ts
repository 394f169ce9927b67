import type { FieldTrail } from '../../src/core/governance/field-trail.ts';
import { answered, decideOn, seen, wishOf } from '../../src/core/governance/mapped-write.ts';
import type { Decision } from '../../src/core/governance/mapped-write.ts';
import { intended } from '../../src/core/governance/pending-write.ts';
import type { WriteMode } from '../../src/core/governance/settings.ts';
import { heard, settled, unseen } from '../../src/core/governance/typed-between.ts';
import type { ToldChange } from '../../src/core/governance/typed-between.ts';

interface How {
  /** Whether the CRM says which program wrote. */
  readonly namesApps?: boolean;
  /** Whether the CRM answers a write with its moment. */
  readonly saysWhen?: boolean;
}

export type TypedField = ReturnType<typeof openTypedField>;

const MINUTE = 60_000;

/** The field as the CRM has it, and what it tells. */
function openCrm(start: string) {
  let at = Date.UTC(2026, 10, 28);
  const now = () => new Date(at);
  const crm = { value: start, asOf: now() };
  const events: ToldChange[] = [];
  const put = (value: string, by: ToldChange['by']) => {
    at += MINUTE;
    Object.assign(crm, { value, asOf: now() });
    events.push({ field: 'company', value: value === '' ? null : value, at: now(), by });
  };
  return { crm, events, now, put };
}

/** Kith at that field, as its flows are: it looks and decides, keeps that, writes, and keeps what became of it. */
function openKith({ crm, now, put }: ReturnType<typeof openCrm>, start: string, how: How) {
  const { namesApps = true, saysWhen = true } = how;
  const last = { value: start, isSeen: false };
  const kith = { trail: undefined as FieldTrail | undefined, writes: 0, last };
  let begun: Decision | undefined;
  const app = (by: 'Kith' | 'somebody') => (namesApps ? by : 'unsaid');
  const begin = (decision: Decision | undefined) => {
    begun = undefined;
    if (!decision) return;
    if (crm.value === last.value) last.isSeen = true;
    if (decision.write) begun = decision;
    kith.trail = decision.write
      ? intended(kith.trail, crm.value, decision.trail)
      : settled(decision.trail, { typed: kith.trail?.typed });
  };
  const write = ({ ends }: { readonly ends?: 'before' | 'after' } = {}) => {
    const decision = begun;
    begun = undefined;
    if (!decision?.write || ends === 'before') return;
    put(decision.write.value ?? '', app('Kith'));
    kith.writes += 1;
    if (ends === 'after') return;
    const until = saysWhen ? now() : undefined;
    kith.trail = settled(decision.trail, { typed: kith.trail?.typed, until });
  };
  return { kith, app, begin, write };
}

/**
 * One field of one contact for tests: people and other programs type into it, Kith looks and writes, and what happened is
 * told when the test says so.
 */
export function openTypedField(start = '', how: How = {}) {
  const side = openCrm(start);
  const { crm, events, now, put } = side;
  const { kith, app, begin, write } = openKith(side, start, how);
  let wanted: { readonly mode: WriteMode; readonly fact: string | undefined } | undefined;
  const look = () => {
    const lost = kith.trail && unseen(kith.trail);
    const wish = lost
      ? ({ act: 'give back' } as const)
      : wanted && wishOf(wanted.mode, wanted.fact, kith.trail);
    begin(wish && decideOn(wish, { ...crm }, kith.trail, now()));
  };
  const tellOne = (which: number) => {
    const event = events[which % Math.max(1, events.length)];
    if (event && kith.trail) kith.trail = seen(crm.value, heard(kith.trail, event), now());
  };
  return {
    ...{ look, write, tellOne },
    ...personAt(kith, () => wanted, now),
    wants: (mode: WriteMode, fact: string | undefined) => {
      wanted = { mode, fact };
      if (mode === 'suggest' && fact !== undefined && kith.trail?.fact !== fact) {
        kith.trail = answered({ fact, mode }, true, kith.trail, now());
      }
    },
    types: (value: string, asApp = false) => {
      put(value, asApp ? app('somebody') : 'somebody');
      Object.assign(kith.last, { value, isSeen: false });
    },
    undoes: () => {
      begin(kith.trail && decideOn({ act: 'put back', why: 'undone' }, { ...crm }, kith.trail, now()));
      write();
    },
    /** All that happened, once more, the newest first. */
    tell: () => [...events.keys()].toReversed().forEach(tellOne),
    /** Whatever Kith has to do. */
    work: () => Array.from({ length: 6 }, () => [look(), write()]),
    shows: () => crm.value,
  };
}

/** What a person sees of it, and answers. */
function personAt(
  kith: ReturnType<typeof openKith>['kith'],
  wanted: () => { readonly mode: WriteMode } | undefined,
  now: () => Date,
) {
  return {
    accepts: () => {
      const [trail, mode] = [kith.trail, wanted()?.mode];
      if (trail?.standing !== 'given back' || trail.fact === null || mode === undefined) return;
      kith.trail = answered({ fact: trail.fact, mode }, true, trail, now());
    },
    trail: () => kith.trail,
    writes: () => kith.writes,
    /** What somebody else typed last, and whether Kith has decided by it. */
    last: () => kith.last,
  };
}
