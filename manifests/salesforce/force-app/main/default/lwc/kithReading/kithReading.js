import { LABELS } from 'c/kithReadingLabels';
import { fill } from 'c/kithWords';

const CIVIL = 'civil';
const MOST_REASONS = 3;

const INTENTS = {
  question: LABELS.intentQuestion,
  complaint: LABELS.intentComplaint,
  bug: LABELS.intentBug,
  praise: LABELS.intentPraise,
  purchase: LABELS.intentPurchase,
  feature: LABELS.intentFeature,
  churn: LABELS.intentChurn,
  press: LABELS.intentPress,
  crisis: LABELS.intentCrisis,
};

const TARGETS = { us: LABELS.targetUs, product: LABELS.targetProduct, rival: LABELS.targetRival };

/**
 * How a post was read, a line for each judgement, with the words of the post that decided it. “Not sure” is an answer;
 * what nobody read says nothing.
 */
export function readingOf({ reading, topics = [] }) {
  return [...(reading ? judgements(reading) : []), ...topics.map(aboutOf)];
}

function judgements({ tone, intents, emotion, toxicity, labels }) {
  const wants = intents?.map(({ label }) => INTENTS[label] ?? label).join(', ');
  return [
    { says: fill(LABELS.tone, tone?.label ?? LABELS.notSure), because: becauseOf(tone?.because) },
    { says: fill(LABELS.intent, wants ?? LABELS.notSure) },
    ...(emotion ? [{ says: fill(LABELS.emotion, emotion.label) }] : []),
    // It says so, and hides nothing.
    ...(toxicity && toxicity.label !== CIVIL ? [{ says: fill(LABELS.sounds, toxicity.label) }] : []),
    // In the words that the account itself taught: nothing to translate.
    ...(labels ?? []).map(({ label, because }) => ({ says: label, because: becauseOf(because) })),
  ];
}

/** What it is about in the words of the admin's listening rules, and whether they name us or a rival. */
function aboutOf({ name, target, because }) {
  const what = target ? fill(TARGETS[target] ?? '{0}', name) : name;
  return { says: fill(LABELS.topic, what), because: becauseOf(because) };
}

function becauseOf(because = []) {
  const words = because.slice(0, MOST_REASONS);
  return words.length > 0 ? fill(LABELS.becauseOf, words.join('”, “')) : undefined;
}
