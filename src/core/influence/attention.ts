import { credibility } from './credibility.ts';
import { attentionOf } from './graph.ts';
import type { Attention, Edges } from './graph.ts';

/** What the attention of somebody unknown weighs, as long as it is not too much. */
const UNKNOWN = 0.25;
/** How much more attention of unknown people an account may have for what known people give it than is usual. */
const ROOM = 1.25;
/** Fewer engagers are no crowd: nothing is said of where they come from. */
const CROWD = 20;
/** From how many known engagers on it is seen what is usual. */
const TELLING = 3;

export interface Received {
  /** How far a contact leads to each (`credibility`). */
  readonly credible: Float32Array;
  /** Who gave each how much of their attention. */
  readonly attention: Attention;
  /** What counts: attention from people to whom contacts lead, and of others no more than is usual beside it. */
  readonly known: Float64Array;
  /** All of it, whoever gives it: shown beside what counts, and decides nothing. */
  readonly seen: Float64Array;
  /** 1 where far more comes from unknown accounts than known ones explain: bought, organised, or from elsewhere. */
  readonly unusual: Uint8Array;
  readonly engagers: Uint32Array;
  /** Those of them to whom contacts lead. */
  readonly knownEngagers: Uint32Array;
  /** For how many of one weight these stand (Kish 1965). */
  readonly effective: Float64Array;
}

/**
 * The attention each account receives. Everybody has one attention to give, divided by the logarithm of how often they
 * turned to whom (after TunkRank, Tunkelang 2009, one hop), so that neither those who talk all day nor one who repeats
 * themselves decides. It weighs by how a contact leads to them (`credibility`), and what unknown accounts can add is held to
 * what is usual beside what known ones give.
 */
export function attentionReceived(accounts: number, edges: Edges, contacts: Iterable<number>): Received {
  const attention = attentionOf(accounts, { ...edges, weight: spread(accounts, edges) });
  const credible = credibility(attention, contacts);
  const parts = partsOf(attention, credible);
  const usual = usualBeside(parts, credible);
  const known = Float64Array.from(parts.known);
  const [seen, unusual] = [new Float64Array(accounts), new Uint8Array(accounts)];
  for (let at = 0; at < accounts; at++) {
    const [by, others] = [parts.known[at] ?? 0, parts.unknown[at] ?? 0];
    const most = Math.max(usual.alone, usual.beside * by * ROOM);
    known[at] = by + UNKNOWN * Math.min(others, most);
    seen[at] = by + others;
    if ((parts.engagers[at] ?? 0) >= CROWD && others > 3 * most + CROWD / 4) unusual[at] = 1;
  }
  const effective = parts.known.map((sum, at) => (sum > 0 ? sum ** 2 / (parts.squares[at] ?? 1) : 0));
  const { engagers, knownEngagers } = parts;
  return { credible, attention, known, seen, unusual, engagers, knownEngagers, effective };
}

/** Each edge's part of its giver's attention. */
function spread(accounts: number, { from, to, weight }: Edges): Float32Array {
  const often = new Map<number, number>();
  for (let at = 0; at < from.length; at++) {
    const pair = (from[at] ?? 0) * accounts + (to[at] ?? 0);
    often.set(pair, (often.get(pair) ?? 0) + (weight ? (weight[at] ?? 0) : 1));
  }
  const all = new Float64Array(accounts);
  for (const [pair, volume] of often) {
    const giver = Math.floor(pair / accounts);
    all[giver] = (all[giver] ?? 0) + Math.log1p(volume);
  }
  return Float32Array.from(from, (giver, at) => {
    const pair = giver * accounts + (to[at] ?? 0);
    const volume = often.get(pair) ?? 0;
    often.set(pair, 0);
    // Whose attention is all so old that nothing is left of it gives none.
    return Math.log1p(volume) / (all[giver] || 1);
  });
}

interface Parts {
  readonly known: Float64Array;
  /** The sum of the squares of what known ones gave. */
  readonly squares: Float64Array;
  readonly unknown: Float64Array;
  readonly engagers: Uint32Array;
  readonly knownEngagers: Uint32Array;
}

function partsOf({ accounts, starts, givers, weights }: Attention, credible: Float32Array): Parts {
  const [known, squares, unknown] = [0, 0, 0].map(() => new Float64Array(accounts)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [engagers, knownEngagers] = [new Uint32Array(accounts), new Uint32Array(accounts)];
  for (let receiver = 0; receiver < accounts; receiver++) {
    for (let at = starts[receiver] ?? 0; at < (starts[receiver + 1] ?? 0); at++) {
      const [believed, part] = [credible[givers[at] ?? 0] ?? 0, weights[at] ?? 0];
      if (part === 0) continue;
      engagers[receiver] = (engagers[receiver] ?? 0) + 1;
      if (believed > 0) {
        known[receiver] = (known[receiver] ?? 0) + believed * part;
        squares[receiver] = (squares[receiver] ?? 0) + (believed * part) ** 2;
        knownEngagers[receiver] = (knownEngagers[receiver] ?? 0) + 1;
      } else unknown[receiver] = (unknown[receiver] ?? 0) + part;
    }
  }
  return { known, squares, unknown, engagers, knownEngagers };
}

/**
 * Medians over accounts to whom contacts lead, which a farm cannot move, however large: of what unknown accounts give alone,
 * and beside known ones.
 */
function usualBeside({ known, unknown, engagers, knownEngagers }: Parts, credible: Float32Array) {
  const [beside, alone]: [number[], number[]] = [[], []];
  engagers.forEach((many, at) => {
    if ((credible[at] ?? 0) === 0) return;
    if (many > 0) alone.push(unknown[at] ?? 0);
    if ((knownEngagers[at] ?? 0) >= TELLING) beside.push((unknown[at] ?? 0) / (known[at] ?? 1));
  });
  return { beside: median(beside), alone: median(alone) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
