import type { Reading } from '../../core/conversation/reading.ts';
import type { IntentName } from '../../core/conversation/intent/intents.ts';

const WORDS: Readonly<Record<IntentName, string>> = {
  question: 'Question',
  complaint: 'Complaint',
  bug: 'Fault report',
  praise: 'Praise',
  purchase: 'Wants to buy',
  feature: 'Idea',
  churn: 'May leave',
  press: 'Press',
  crisis: 'Crisis',
};

/** What a post wants, several at once, with the turns of phrase that spoke for it; “not sure” is an answer. */
export function Intents({ intents }: Pick<Reading, 'intents'>) {
  if (!intents) return <span className="pill unsure">? Intent: not sure</span>;
  return intents.map(({ label, probability, because }) => (
    <span
      key={label}
      className="pill plain"
      title={because.length > 0 ? `It ${because.join(', ')}` : undefined}
    >
      {WORDS[label]} · {Math.round(probability * 100)} %
    </span>
  ));
}
