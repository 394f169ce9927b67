import type { CustomerRecord } from '../../core/record/record.ts';
import type { Signal } from '../../core/record/signal.ts';
import { isTrouble } from '../../core/record/telling.ts';
import { Away } from '../parts/away.tsx';
import { FirstOf } from '../parts/first-of.tsx';
import { When } from '../parts/when.tsx';

const TITLES = {
  'job change': 'They changed jobs',
  complaint: 'They complained',
  'buying question': 'They asked about buying',
  'churn risk': 'They may leave',
  idea: 'They have an idea',
  praise: 'They praised',
  press: 'The press asks',
  crisis: 'They told of a crisis',
  spike: 'They are behind a surge',
} as const satisfies Record<Signal['kind'], string>;

/** So many are read before a call. */
const FIRST = 3;

/** What is worth acting on now, before all else; what was dealt with is left out. */
export function Signals({ record: { signals, conversations } }: { readonly record: CustomerRecord }) {
  const open = signals.filter(({ status }) => status === 'open');
  if (open.length === 0) return null;
  // What rests on the same post is said with its words once.
  const first = new Set(new Map(open.toReversed().map((signal) => [signal.url, signal])).values());
  const wordsOf = (signal: Signal) =>
    first.has(signal) ? (conversations.find(({ url }) => url === signal.url)?.text ?? '') : '';
  return (
    <section className="signals" aria-label="Worth acting on">
      <FirstOf all={open} most={FIRST} says={restSays}>
        {(some) => (
          <ul>
            {some.map((signal) => (
              <li key={`${signal.kind} ${signal.url}`} className={isTrouble(signal) ? 'trouble' : undefined}>
                <SignalLine signal={signal} words={wordsOf(signal)} />
              </li>
            ))}
          </ul>
        )}
      </FirstOf>
    </section>
  );
}

/** How many more there are, and of what. */
function restSays(rest: readonly Signal[]): string {
  const kinds = [...Map.groupBy(rest, ({ kind }) => TITLES[kind])];
  return `${rest.length} more: ${kinds.map(([title, { length }]) => `${title} (${length})`).join(', ')}`;
}

/** A signal with the person's own words, where it rests on a post of theirs. */
function SignalLine({ signal, words }: { readonly signal: Signal; readonly words: string }) {
  const { kind, says, url, since } = signal;
  return (
    <>
      <h2>{TITLES[kind]}</h2>
      <p dir="auto">
        {says}
        {words !== '' && <q dir="auto">{words.length > LONG ? `${words.slice(0, LONG)} …` : words}</q>}
      </p>
      <p className="quiet">
        <Away url={url}>
          See it<span className="unseen">: {TITLES[kind]}</span>
        </Away>{' '}
        · <When iso={since} />
      </p>
    </>
  );
}

/** Letters of a post that are read at a glance. */
const LONG = 140;
