import type { RecordProfile } from '../../core/record/record.ts';
import { many } from '../words.ts';
import { Waterfall } from './waterfall.tsx';

/** Every reason for and against, each with the page that shows it. */
export function Why({ link }: Pick<RecordProfile, 'link'>) {
  const { evidence, counterEvidence, status } = link;
  if (evidence.length + counterEvidence.length === 0) return undefined;
  const title = { auto: IS, confirmed: IS, suggested: 'Why this may be them', rejected: 'What was weighed' }[
    status
  ];
  return (
    <details className="why">
      <summary>
        {title}
        <span className="quiet"> {countsOf(evidence.length, counterEvidence.length)}</span>
      </summary>
      <Waterfall link={link} />
    </details>
  );
}

const IS = 'Why this is them';

const countsOf = (pro: number, con: number) =>
  [pro > 0 && many(pro, 'reason'), con > 0 && `${con} against`].filter(Boolean).join(', ');
