import { scoreIdentity } from '../../src/cli/evaluate/identity.ts';
import { readLabelled } from '../../src/cli/evaluate/labelled.ts';
import type { Labelled } from '../../src/cli/evaluate/labelled.ts';
import { labelledPeople } from '../support/labelled-people.ts';
import { BASELINES, scoreBaseline } from './baselines.ts';
import { round } from './ratio.ts';
import type { Ratio } from './ratio.ts';

const UNTIDY = { missing: 0.35, wrong: 0.2, strangers: 2 } as const;

/**
 * The matcher against the rules others publish, on the same people: best F1, and recall where 95 and 99 of 100 are
 * right. Generated people, or labelled data of one's own with `--data=DIR`.
 */
export function benchIdentity(): Promise<readonly Ratio[]> {
  const own = process.argv.find((word) => word.startsWith('--data='))?.slice('--data='.length);
  const data = own === undefined ? labelledPeople(4_000, UNTIDY, 7) : readLabelled(own);
  const [ours, labelled] = [scoreIdentity(data), scoreIdentity(data, 200)];
  const rules = Object.entries(BASELINES).map(([name, rule]) => [name, scoreBaseline(rule, data)] as const);
  return Promise.resolve([
    ...rules.map(([name, theirs]) => against(name, ours, theirs)),
    against('itself with 200 answers', labelled, ours),
    speed(data, ours.seconds),
  ]);
}

type Scores = Pick<ReturnType<typeof scoreBaseline>, 'best' | 'recallAt'>;

function against(name: string, ours: Scores, theirs: Scores): Ratio {
  const recall = (precision: string) =>
    `${round(ours.recallAt[precision] ?? 0, 3)} / ${round(theirs.recallAt[precision] ?? 0, 3)}`;
  return {
    name: `identity, best F1 / ${name}`,
    ...{ ours: round(ours.best.f1, 3), theirs: round(theirs.best.f1, 3), unit: 'F1' },
    ratio: round(ours.best.f1 / theirs.best.f1),
    notes: { 'recall at precision 0.95': recall('0.95'), 'at 0.99': recall('0.99') },
  };
}

/** Against the rule people write first, which only looks a name up. */
function speed(data: Labelled, seconds: number): Ratio {
  const from = performance.now();
  scoreBaseline(BASELINES['exact first and last name'] ?? (() => 0), data);
  const theirs = data.contacts.length / ((performance.now() - from) / 1000);
  const ours = data.contacts.length / seconds;
  return {
    name: 'contacts matched a second / by exact first and last name',
    ...{ ours: round(ours, 0), theirs: round(theirs, 0), unit: 'contacts/s', ratio: round(ours / theirs, 4) },
    notes: { profiles: data.profiles.length },
  };
}
