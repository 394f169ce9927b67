import { RECEIVED, midRank, standings } from '../../core/influence/standing.ts';
import type { Received } from '../../core/influence/standing.ts';
import { digits } from './measure.ts';
import { readRecords } from './records-file.ts';

export interface InfluenceScores {
  /** How well the difference of two standings tells the pairs in which people chose A: 0.5 is chance, 1 is always. */
  readonly auc: number;
  /** How often the account that stands higher is the one that people chose. */
  readonly accuracy: number;
  readonly n: number;
}

const COLUMNS = [
  'choice',
  ...(['a_', 'b_'] as const).flatMap((side) => RECEIVED.map((count) => `${side}${count}`)),
];

/**
 * Compares accounts in pairs, as people did. The choices are only looked at to score.
 * @param file CSV with `choice` (1 = A moves more people, 0 = B) and the four counts received of each, `a_followers`,
 * `a_listed`, `a_shares`, `a_mentions` and the same with `b_`.
 * @throws Error that names the file, the row and the cure.
 */
export async function evaluateInfluence(file: string): Promise<InfluenceScores> {
  const { choices, a, b } = await readPairs(file);
  const standing = standings([...a, ...b]);
  const lead = choices.map((_, at) => (standing[at] ?? 0) - (standing[at + a.length] ?? 0));
  const sorted = (choice: number) =>
    Float64Array.from(lead.filter((_, at) => choices[at] === choice)).toSorted();
  const [lost, won] = [sorted(0), sorted(1)];
  if (won.length === 0 || lost.length === 0)
    throw new Error(
      `${file} holds only one kind of choice: pairs in which A and in which B was chosen are needed.`,
    );
  const right = lead.reduce(
    (sum, by, at) => sum + (by === 0 ? 0.5 : Number(by > 0 === (choices[at] === 1))),
    0,
  );
  return {
    auc: digits(won.reduce((sum, by) => sum + midRank(lost, by), 0) / won.length),
    accuracy: digits(right / choices.length),
    n: choices.length,
  };
}

async function readPairs(file: string) {
  const table = await readRecords(file);
  const cells = new Map(table.columns.map((column) => [column.name.toLowerCase(), column] as const));
  const missing = COLUMNS.filter((name) => !cells.has(name));
  if (missing.length > 0)
    throw new Error(`${file} lacks the columns ${missing.join(', ')}: it needs ${COLUMNS.join(', ')}.`);
  const written = (name: string, row: number) => {
    const column = cells.get(name);
    return column?.values[column.codes[row] ?? 0]?.trim() ?? '';
  };
  const count = (name: string, row: number): number => {
    const [text, value] = [written(name, row), Number(written(name, row))];
    if (text !== '' && Number.isFinite(value) && value >= 0) return value;
    throw new Error(
      `${file}, row ${row + 2}: ${JSON.stringify(text)} in ${name} is no count of zero or more.`,
    );
  };
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  const side = (letter: 'a' | 'b') =>
    rows.map((row): Received => ({
      followers: count(`${letter}_followers`, row),
      listed: count(`${letter}_listed`, row),
      shares: count(`${letter}_shares`, row),
      mentions: count(`${letter}_mentions`, row),
    }));
  const choices = rows.map((row) => {
    const choice = written('choice', row);
    if (choice === '0' || choice === '1') return Number(choice);
    throw new Error(`${file}, row ${row + 2}: ${JSON.stringify(choice)} is no choice; 1 is A and 0 is B.`);
  });
  return { choices, a: side('a'), b: side('b') };
}
