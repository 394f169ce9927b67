import type { RecordProfile } from '../../core/record/record.ts';
import { odds, sure } from '../words.ts';
import { Reason } from './reason.tsx';
import { EndOfTrack, Scale, Track } from './track.tsx';
import { isDrawn, weighingOf } from './weighing.ts';
import type { Weighing } from './weighing.ts';

interface Props {
  readonly link: RecordProfile['link'];
}

/**
 * Why a link stands where it stands, as a picture: every reason is a bar that goes on where the one before it ended.
 * The picture repeats what the sentences say: a screen reader reads a plain list.
 */
export function Waterfall({ link }: Props) {
  const weighing = weighingOf(link);
  const { proofs, start, steps, even } = weighing;
  const drawn = isDrawn(weighing);
  return (
    <div className={drawn ? 'waterfall drawn' : 'waterfall'}>
      <ol aria-label="How the evidence adds up">
        {proofs.map((evidence) => (
          <Reason key={evidence.says} evidence={evidence} />
        ))}
        {start && (
          <li className={`step start ${start.bits < 0 ? 'against' : 'for'}`}>
            <div className="step-text">
              <p>{start.says}</p>
              <p className="bits">{odds(start.bits)}</p>
            </div>
            <Track even={even} from={even} to={start.to} />
          </li>
        )}
        {steps.map(({ evidence, bar }) => (
          <Reason
            key={`${evidence.tier} ${evidence.field} ${evidence.says}`}
            evidence={evidence}
            track={bar && <Track even={even} {...bar} />}
          />
        ))}
        {drawn && <Result link={link} weighing={weighing} />}
      </ol>
      {drawn && <Scale even={even} />}
    </div>
  );
}

/** What it comes to. A person's word stands above it, and a proof needs no sum. */
function Result({ link, weighing }: Props & { readonly weighing: Weighing }) {
  const { proofs, end, even, bits } = weighing;
  const byKith = link.decidedBy === 'Kith';
  const proven = proofs.length > 0;
  return (
    <li className="step result">
      <div className="step-text">
        <p>
          <strong>{sure(byKith || proven ? link.probability : believed(bits))}</strong>
          {proven && ' by the proof'}
          {!byKith && !proven && ' by the evidence alone'}
        </p>
        <p className="bits">
          {proven ? 'Without it: ' : ''}
          {odds(bits)}
        </p>
      </div>
      <EndOfTrack even={even} end={end} />
    </li>
  );
}

/** Bits are log-odds. */
const believed = (bits: number) => 1 / (1 + 2 ** -bits);
