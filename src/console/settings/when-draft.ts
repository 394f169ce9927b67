import { INTENTS } from '../../core/conversation/intent/intents.ts';
import type { Reading } from '../../core/conversation/reading.ts';
import { NetworkId } from '../../core/ids.ts';
import type { Signal } from '../../core/record/signal.ts';
import type { Comparison, ContactField, How } from '../../core/rules/comparison.ts';
import { EMOTIONS, TOXICITIES } from '../../core/rules/condition.ts';
import type { Condition } from '../../core/rules/condition.ts';
import type { AlertLevel } from '../../core/warning/alerts.ts';
import { WATCHED } from '../../core/warning/measures.ts';
import type { Watched } from '../../core/warning/measures.ts';
import { MEASURE_WORDS } from '../../core/warning/words.ts';
import { DOES_WHAT, URGENCY } from './condition-words.ts';

type Pairs<T extends string> = readonly (readonly [T, string])[];

const SIGNALS = [
  ['job change', 'somebody changes jobs'],
  ['complaint', 'somebody complains'],
  ['buying question', 'somebody asks about buying'],
  ['churn risk', 'somebody is about to leave'],
  ['idea', 'somebody has an idea'],
  ['praise', 'somebody praises'],
  ['press', 'the press asks'],
  ['crisis', 'somebody speaks of a crisis'],
  ['spike', 'somebody is behind a surge'],
] as const satisfies Pairs<Signal['kind']>;
const TONES = [
  ['negative', 'a post is negative'],
  ['neutral', 'a post is neutral'],
  ['positive', 'a post is positive'],
] as const satisfies Pairs<NonNullable<Reading['tone']>['label']>;

/** All that a rule may ask. */
export const KINDS = [
  ...SIGNALS,
  ...TONES,
  ['intent', 'a post wants …'],
  ['emotion', 'a post sounds of …'],
  ['toxicity', 'a post is rough …'],
  ['label', 'a post is, in our own words …'],
  ['topic', 'a post is about …'],
  ['text', 'a post says …'],
  ['language', 'a post is in a language …'],
  ['network', 'it is on …'],
  ['influence', 'their influence is …'],
  ['contact', 'the CRM says of them …'],
  ['field', 'a field of the CRM says …'],
  ['deal', 'they have an open deal …'],
  ['alert', 'there is an alert …'],
] as const;
type Kind = (typeof KINDS)[number][0];
type Asked = Exclude<Kind, Signal['kind'] | (typeof TONES)[number][0]>;

/** What a post may be read as, one or more of which a condition asks for. */
export const PICKS = {
  intent: INTENTS.map((one) => [one, DOES_WHAT[one]] as const),
  emotion: EMOTIONS.map((one) => [one, one] as const),
  toxicity: TOXICITIES.map((one) => [one, one] as const),
} as const satisfies Partial<Record<Asked, Pairs<string>>>;

export const SURE = [
  ['0', 'however sure'],
  ['0.6', '60 % sure'],
  ['0.7', '70 % sure'],
  ['0.8', '80 % sure'],
  ['0.9', '90 % sure'],
] as const;
export const URGENCIES = (['watch', 'warn', 'crisis'] as const).map((one) => [one, URGENCY[one]] as const);
export const COUNTS = [
  ['', 'whatever is counted'],
  ...WATCHED.map((one) => [one, MEASURE_WORDS[one]] as const),
] as const satisfies Pairs<Watched | ''>;
export const HOWS = [
  ['is', 'is'],
  ['is not', 'is another than'],
  ['contains', 'contains'],
  ['is known', 'is known'],
] as const satisfies Pairs<How>;

type Picked<K extends 'intent' | 'emotion' | 'toxicity' | 'label'> = Extract<
  Condition,
  { readonly on: K }
>['any'];

/** A condition as it is being written: all that any kind needs, so that changing one's mind loses nothing. */
export interface WhenDraft {
  readonly kind: Kind;
  readonly picked: {
    readonly intent: Picked<'intent'>;
    readonly emotion: Picked<'emotion'>;
    readonly toxicity: Picked<'toxicity'>;
    readonly label: Picked<'label'>;
  };
  readonly sure: (typeof SURE)[number][0];
  readonly topic: string;
  readonly words: string;
  readonly language: string;
  readonly network: string;
  readonly influence: number;
  readonly contactField: ContactField;
  readonly field: string;
  readonly how: How;
  readonly value: string;
  /** Of a deal; blank: whatever it is worth. */
  readonly worth: string;
  readonly currency: string;
  readonly level: AlertLevel;
  /** Whose alerts; blank: of whatever is listened for. */
  readonly alertOf: string;
  readonly measure: Watched | '';
}

export const EMPTY_WHEN: WhenDraft = {
  ...{ kind: 'negative', sure: '0.7', topic: '', words: '', language: '', network: '' },
  picked: { intent: ['complaint'], emotion: ['anger'], toxicity: ['offensive'], label: [] },
  ...{ influence: 80, contactField: 'company', field: '', how: 'is', value: '' },
  ...{ worth: '', currency: '', level: 'warn', alertOf: '', measure: '' },
};

const ASKED: Readonly<Record<Asked, (draft: WhenDraft) => Condition>> = {
  intent: ({ picked, sure }) => ({ on: 'intent', any: picked.intent, atLeast: Number(sure) }),
  emotion: ({ picked, sure }) => ({ on: 'emotion', any: picked.emotion, atLeast: Number(sure) }),
  toxicity: ({ picked, sure }) => ({ on: 'toxicity', any: picked.toxicity, atLeast: Number(sure) }),
  label: ({ picked, sure }) => ({ on: 'label', any: picked.label, atLeast: Number(sure) }),
  topic: ({ topic }) => ({ on: 'topic', is: topic }),
  text: ({ words }) => ({ on: 'text', contains: words }),
  language: ({ language }) => ({ on: 'language', is: language.trim().toLowerCase() }),
  network: ({ network }) => ({ on: 'network', is: NetworkId.parse(network) }),
  influence: ({ influence }) => ({ on: 'influence', atLeast: influence }),
  contact: (draft) => ({ on: 'contact', field: draft.contactField, ...comparisonOf(draft) }),
  field: (draft) => ({ on: 'field', field: draft.field, ...comparisonOf(draft) }),
  deal: ({ worth, currency }) =>
    worth === ''
      ? { on: 'deal' }
      : {
          on: 'deal',
          worth: { atLeast: Number(worth), ...(currency !== '' && { currency: plain(currency) }) },
        },
  alert: ({ level: atLeast, alertOf, measure }) => ({
    ...{ on: 'alert', atLeast },
    ...(alertOf !== '' && { of: [alertOf] }),
    ...(measure !== '' && { measures: [measure] }),
  }),
};

const plain = (code: string) => code.trim().toUpperCase();

const comparisonOf = ({ how, value }: WhenDraft): Comparison =>
  how === 'is known' ? { how } : { how, value };

/** The condition that was written. */
export function conditionOf(draft: WhenDraft): Condition {
  const signal = SIGNALS.find(([kind]) => kind === draft.kind);
  if (signal) return { on: 'signal', kinds: [signal[0]] };
  const tone = TONES.find(([kind]) => kind === draft.kind);
  if (tone) return { on: 'tone', is: tone[0] };
  return ASKED[draft.kind as Asked](draft);
}

/** What can be chosen from. */
export interface Choices {
  readonly topics: Pairs<string>;
  /** Labels of the account's own. */
  readonly labels: readonly string[];
  readonly networks: Pairs<string>;
  readonly fields: Pairs<string>;
}

/** The draft, in which what nobody chose yet is the first that can be chosen. */
export function filled(draft: WhenDraft, { topics, networks, fields }: Choices): WhenDraft {
  const chosen = (one: string, among: Pairs<string>) => (one === '' ? (among[0]?.[0] ?? '') : one);
  return {
    ...draft,
    topic: chosen(draft.topic, topics),
    network: chosen(draft.network, networks),
    field: chosen(draft.field, fields),
  };
}

/** Why it is no condition yet. */
export function lackOf(draft: WhenDraft, { labels }: Pick<Choices, 'labels'>): string | undefined {
  const { kind, topic, network } = draft;
  if (kind === 'network' && network === '') return 'No network is known yet.';
  if (kind === 'label' && labels.length === 0) return 'No labels of your own are taught: teach some first.';
  if (kind === 'topic' && topic === '') return 'Nothing is listened for: switch a listening rule on first.';
  if (kind in draft.picked && draft.picked[kind as keyof WhenDraft['picked']].length === 0)
    return 'Choose one at least.';
  return undefined;
}
