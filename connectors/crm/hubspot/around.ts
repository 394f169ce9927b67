import { Failure } from '../../../src/core/failure.ts';
import type { ContactId } from '../../../src/core/ids.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { CrmItem } from '../../../src/ports/crm-items.ts';
import { plain, firstLine } from './html.ts';
import type { Stage, Stages } from './pipelines.ts';
import { KINDS, associated, readRecords, recordUrl } from './records.ts';
import type { RecordKind } from './records.ts';
import { abilitiesOf } from './scopes.ts';
import type { WireRecord } from './wire-records.ts';

const MOST = 50;

/** What a record says, in our words; `stage` looks up what its stage means. */
interface Said {
  readonly title: string;
  readonly status?: string | undefined;
  readonly open: boolean;
  readonly at?: Date | undefined;
}
type Value = (property: string) => string;
type StageOf = (type: 'deals' | 'tickets', id: string) => Promise<Stage | undefined>;

const READERS: Record<RecordKind, (value: Value, stage: StageOf) => Promise<Said>> = {
  deal: async (value, stage) =>
    staged(value('dealname'), value('dealstage'), await stage('deals', value('dealstage'))),
  ticket: async (value, stage) => {
    const id = value('hs_pipeline_stage');
    return staged(value('subject'), id, await stage('tickets', id));
  },
  company: async (value) => ({ title: value('name') || value('domain'), open: true }),
  task: async (value) => ({
    title: value('hs_task_subject'),
    status: value('hs_task_status').toLowerCase().replaceAll('_', ' ') || undefined,
    open: !['COMPLETED', 'DEFERRED'].includes(value('hs_task_status')),
  }),
  note: async (value) => ({
    title: firstLine(plain(value('hs_note_body'))),
    open: false,
    at: dateIn(value('hs_timestamp')),
  }),
};

/**
 * What HubSpot knows around a contact, newest first, at most 50. One call for the associations and one for each kind
 * that there is: 6 at most, and once an hour 2 for what the stages are called.
 */
export async function around(
  session: CrmSession,
  contact: ContactId,
  stages: Stages,
): Promise<readonly CrmItem[]> {
  const abilities = abilitiesOf(session.scopes);
  const kinds = (Object.keys(KINDS) as RecordKind[]).filter((kind) => abilities.has(KINDS[kind].ability));
  if (kinds.length === 0) return [];
  const ids = await associated(session, contact, kinds);
  if (ids === undefined) return [];
  const found = await Promise.all(
    kinds.map((kind) => unlessForbidden(() => itemsOf(session, contact, stages, kind, ids.get(kind) ?? []))),
  );
  return found
    .flat()
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, MOST);
}

async function itemsOf(
  session: CrmSession,
  contact: ContactId,
  stages: Stages,
  kind: RecordKind,
  ids: readonly string[],
): Promise<readonly CrmItem[]> {
  const records = await readRecords(session, kind, ids);
  return Promise.all(records.map((record) => itemOf(session, contact, stages, kind, record)));
}

async function itemOf(
  session: CrmSession,
  contact: ContactId,
  stages: Stages,
  kind: RecordKind,
  { id, properties, createdAt }: WireRecord,
): Promise<CrmItem> {
  const value: Value = (property) => properties[property]?.trim() ?? '';
  const { title, status, open, at = createdAt } = await READERS[kind](value, stages.stage);
  return {
    kind,
    id,
    title: title || `${kind} ${id}`,
    ...(status && { status }),
    open,
    at,
    url: recordUrl(session, kind, id, contact),
  };
}

function staged(title: string, id: string, stage: Stage | undefined): Said {
  return { title, status: stage?.label ?? (id || undefined), open: stage?.open ?? true };
}

function dateIn(text: string): Date | undefined {
  const at = new Date(/^\d+$/.test(text) ? Number(text) : text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** A right that was granted may have been taken back since: that kind is left out. */
async function unlessForbidden<T>(work: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure && error.kind === 'forbidden') return [];
    throw error;
  }
}
