import type { CrmSession } from '../../../src/ports/crm.ts';
import { succeeded } from './refusals.ts';
import { VERSION, ask } from './talk.ts';
import { read } from './wire.ts';
import { Pipelines } from './wire-records.ts';

export interface Stage {
  readonly label: string;
  readonly open: boolean;
}

/** What the stages of deals and tickets mean in this portal. Asked once an hour: administrators seldom change them. */
export interface Stages {
  /** Undefined for a stage that is no longer there. */
  stage(type: 'deals' | 'tickets', id: string): Promise<Stage | undefined>;
  /** Where a new ticket begins: the first open stage of the first pipeline. */
  firstOfTickets(): Promise<{ readonly pipeline: string; readonly stage: string } | undefined>;
}

const HOUR_MS = 3_600_000;

export function openStages(session: CrmSession): Stages {
  const held = new Map<string, { readonly pipelines: Promise<Pipelines>; readonly untilMs: number }>();
  const pipelinesOf = (type: 'deals' | 'tickets') => {
    const nowMs = session.now().getTime();
    const there = held.get(type);
    if (there && nowMs < there.untilMs) return there.pipelines;
    const pipelines = readPipelines(session, type);
    held.set(type, { pipelines, untilMs: nowMs + HOUR_MS });
    // What failed is asked again by the next reader.
    pipelines.catch(() => held.delete(type));
    return pipelines;
  };
  return {
    stage: async (type, id) => {
      const stages = (await pipelinesOf(type)).flatMap((pipeline) => pipeline.stages);
      const stage = stages.find((one) => one.id === id);
      return stage && { label: stage.label, open: isOpen(stage.metadata) };
    },
    firstOfTickets: async () => {
      for (const { id, stages } of inOrder(await pipelinesOf('tickets'))) {
        const [first] = inOrder(stages.filter(({ metadata }) => isOpen(metadata)));
        if (first) return { pipeline: id, stage: first.id };
      }
      return undefined;
    },
  };
}

async function readPipelines(session: CrmSession, type: 'deals' | 'tickets'): Promise<Pipelines> {
  const reply = await ask(session, { method: 'GET', path: `/crm/pipelines/${VERSION}/${type}` });
  return read(Pipelines, 'its pipelines', succeeded(reply, 'to list pipelines')).results;
}

/** A deal's stage says `isClosed`, a ticket's `ticketState`; HubSpot writes both as texts. */
function isOpen(metadata: Readonly<Record<string, unknown>>): boolean {
  return String(metadata['isClosed']) !== 'true' && metadata['ticketState'] !== 'CLOSED';
}

function inOrder<T extends { readonly displayOrder: number }>(all: readonly T[]): readonly T[] {
  return all.toSorted((a, b) => a.displayOrder - b.displayOrder);
}
