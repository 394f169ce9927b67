/** What a post may want or do; several hold at once. In the order of the model's heads. */
export const INTENTS = [
  'question',
  'complaint',
  'bug',
  'praise',
  'purchase',
  'feature',
  'churn',
  'press',
  'crisis',
] as const;

export type IntentName = (typeof INTENTS)[number];
