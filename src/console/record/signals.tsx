import type { CustomerRecord } from '../../core/record/record.ts';
import type { Signal } from '../../core/record/signal.ts';
import { Away } from '../parts/away.tsx';
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

/** Those in which something goes wrong; the others are chances. */
const TROUBLES: ReadonlySet<Signal['kind']> = new Set(['complaint', 'churn risk', 'crisis']);

/** What is worth acting on now, before all else; what was dealt with is left out. */
export function Signals({ record: { signals, conversations } }: { readonly record: CustomerRecord }) {
  const open = signals.filter(({ status }) => status === 'open');
  if (open.length === 0) return null;
  // What rests on the same post is said with its words once.
  const wordsAt = new Map(open.map(({ url }, at) => [url, at] as const).toReversed());
  return (
    <section className="signals" aria-label="Worth acting on">
      <ul>
        {open.map((signal, at) => (
          <li
            key={`${signal.kind} ${signal.url}`}
            className={TROUBLES.has(signal.kind) ? 'trouble' : undefined}
          >
            <SignalLine
              signal={signal}
              words={
                wordsAt.get(signal.url) === at
                  ? (conversations.find(({ url }) => url === signal.url)?.text ?? '')
                  : ''
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
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
