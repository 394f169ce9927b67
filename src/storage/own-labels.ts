import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { OwnLabelFigures } from '../core/conversation/own-labels/figures.ts';
import { Labelled } from '../core/conversation/own-labels/labelled.ts';
import { classifierOf } from '../core/conversation/own-labels/learn.ts';
import type { OwnLabels } from '../core/conversation/own-labels/own-labels.ts';
import type { Lesson, OwnLabelRows } from '../ports/own-labels.ts';
import { clean, toJson } from './json.ts';
import { readPost } from './posts.ts';
import { statement } from './transaction.ts';
import type { Session } from './transaction.ts';

const TAUGHT = statement(
  'own labels.taught',
  `select version, made_at as at, made_by as by, figures from kith.own_labels where installation_id = $1`,
);
const VERSION = statement(
  'own labels.version',
  'select version from kith.own_labels where installation_id = $1',
);
const MODEL = statement(
  'own labels.model',
  'select version, figures, model from kith.own_labels where installation_id = $1',
);
const KEEP = statement(
  'own labels.keep',
  `insert into kith.own_labels (installation_id, version, made_at, made_by, figures, model)
   values ($1, $2, $3, $4, $5, $6)
   on conflict (installation_id) do update set version = excluded.version, made_at = excluded.made_at,
     made_by = excluded.made_by, figures = excluded.figures, model = excluded.model`,
);
const REMOVE = (['own_labels', 'own_lesson'] as const).map((table) =>
  statement(
    `own labels.remove ${table}`,
    `delete from kith.${table} where installation_id = $1 returning installation_id`,
  ),
);
const LESSON = statement(
  'own lesson.shown',
  `select lesson_id as id, sent_at as at, sent_by as by, count as examples, progress, trouble
   from kith.own_lesson where installation_id = $1`,
);
const BEGIN = statement(
  'own lesson.begin',
  `insert into kith.own_lesson (installation_id, lesson_id, sent_at, sent_by, count, examples)
   values ($1, $2, $3, $4, $5, $6)
   on conflict (installation_id) do update set lesson_id = excluded.lesson_id, sent_at = excluded.sent_at,
     sent_by = excluded.sent_by, count = excluded.count, examples = excluded.examples, progress = 0, trouble = null`,
);
const EXAMPLES = statement(
  'own lesson.examples',
  'select lesson_id as id, examples from kith.own_lesson where installation_id = $1 and examples is not null',
);
const PROGRESS = statement(
  'own lesson.progress',
  `update kith.own_lesson set progress = $3 where installation_id = $1 and lesson_id = $2 returning lesson_id`,
);
const FAIL = statement(
  'own lesson.fail',
  `update kith.own_lesson set examples = null, trouble = $3 where installation_id = $1 and lesson_id = $2`,
);
const END = statement(
  'own lesson.end',
  'delete from kith.own_lesson where installation_id = $1 and lesson_id = $2 returning lesson_id',
);
const READ_POSTS = statement(
  'own labels.posts',
  `select body from kith.post
   where installation_id = $1 and (network, post_id) > ($2, $3) and body ? 'reading'
   order by network, post_id limit $4`,
);

const Taught = z.object({ version: z.string(), at: z.date(), by: z.string(), figures: OwnLabelFigures });
const Sent = z.object({ id: z.string(), examples: z.array(Labelled) });

/** Models that are ready, by installation and version: as many as fit into so many bytes. */
export type ReadyLabels = LRUCache<string, OwnLabels>;
const MOST_BYTES = 256 * 1024 * 1024;

export function readyLabels(): ReadyLabels {
  return new LRUCache({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ classifier: { weights, vocabulary } }) =>
      weights.byteLength + vocabulary.hashes.byteLength * 12 + 1,
  });
}

export function ownLabels(s: Session, ready: ReadyLabels): OwnLabelRows {
  return {
    inForce: () => inForce(s, ready),
    taught: async () => Taught.optional().parse((await s.named(TAUGHT, [s.installation]))[0]),
    lesson: async () => {
      const [row] = await s.named<LessonRow>(LESSON, [s.installation]);
      return row && lessonOf(row);
    },
    begin: async (examples, by, at) => {
      const id = randomUUID();
      await s.named(BEGIN, [s.installation, id, at, clean(by), examples.length, toJson(examples)]);
      return id;
    },
    examples: async () => Sent.optional().parse((await s.named(EXAMPLES, [s.installation]))[0]),
    progress: async (lesson, share) => (await s.named(PROGRESS, [s.installation, lesson, share])).length > 0,
    fail: async (lesson, trouble) => {
      await s.named(FAIL, [s.installation, lesson, clean(trouble)]);
    },
    end: async (lesson) => (await s.named(END, [s.installation, lesson])).length > 0,
    keep: async ({ version, model, figures }, by, at) => {
      await s.named(KEEP, [s.installation, version, at, clean(by), toJson(figures), model]);
    },
    remove: async () => {
      const gone = await Promise.all(REMOVE.map((remove) => s.named(remove, [s.installation])));
      return gone.some((rows) => rows.length > 0);
    },
    readPosts: async (limit, after) => {
      const values = [s.installation, after?.network ?? '', after?.post ?? '', limit];
      return (await s.named<{ body: unknown }>(READ_POSTS, values)).map(({ body }) => readPost(body));
    },
  };
}

async function inForce(s: Session, ready: ReadyLabels): Promise<OwnLabels | undefined> {
  const [now] = await s.named<{ version: string }>(VERSION, [s.installation]);
  if (!now) return undefined;
  const there = ready.get(nameOf(s, now.version));
  if (there) return there;
  // Another may have been put in force since: what is ready goes by its own version.
  const [row] = await s.named<{ version: string; figures: unknown; model: string }>(MODEL, [s.installation]);
  if (!row) return undefined;
  const { border } = OwnLabelFigures.parse(row.figures);
  const own = { version: row.version, classifier: classifierOf(row.model), border };
  ready.set(nameOf(s, row.version), own);
  return own;
}

const nameOf = ({ installation }: Session, version: string) => `${installation} ${version}`;

type LessonRow = Omit<Lesson, 'trouble'> & { readonly trouble: string | null };

function lessonOf({ trouble, ...lesson }: LessonRow): Lesson {
  return { ...lesson, ...(trouble !== null && { trouble }) };
}
