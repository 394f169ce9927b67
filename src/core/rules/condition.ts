import { z } from 'zod';
import { INTENTS } from '../conversation/intent/intents.ts';
import { OwnLabel } from '../conversation/own-labels/label.ts';
import { Reading } from '../conversation/reading.ts';
import { NetworkId } from '../ids.ts';
import { Signal } from '../record/signal.ts';
import { AlertFigures } from '../warning/raised.ts';
import { ContactCondition, FieldCondition } from './comparison.ts';

const { tone, emotion, toxicity } = Reading.shape;
const TONES = tone.unwrap().shape.label.options;
export const EMOTIONS = emotion.unwrap().shape.label.options;
export const TOXICITIES = toxicity.unwrap().shape.label.options;

/** So probable a judgement has to be, from 0 to 1. Kith tells none that it is not sure of: 0 takes all that it tells. */
const Sureness = z.number().min(0).max(1);

/** `currency`: ISO 4217; without it the number alone is compared, whatever it is in. */
const Worth = z.object({
  atLeast: z.number().positive().max(1e12),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
});
export type Worth = z.output<typeof Worth>;

/** One thing that has to hold of a fact. A signal has no tone and a post no kind: what a fact has not, does not hold. */
export const Condition = z.discriminatedUnion('on', [
  z.object({ on: z.literal('signal'), kinds: z.array(Signal.shape.kind).min(1) }),
  z.object({ on: z.literal('tone'), is: z.enum(TONES) }),
  /** It wants one of these. */
  z.object({ on: z.literal('intent'), any: z.array(z.enum(INTENTS)).min(1), atLeast: Sureness }),
  z.object({ on: z.literal('emotion'), any: z.array(z.enum(EMOTIONS)).min(1), atLeast: Sureness }),
  z.object({ on: z.literal('toxicity'), any: z.array(z.enum(TOXICITIES)).min(1), atLeast: Sureness }),
  /** It is one of these in the words that the account taught; what is taught no more, nothing is. */
  z.object({ on: z.literal('label'), any: z.array(OwnLabel).min(1).max(20), atLeast: Sureness }),
  /** It is about what a listening rule names: by the id of that rule, which stays when it is called otherwise. */
  z.object({ on: z.literal('topic'), is: z.uuid() }),
  /** Somewhere in the post, in whatever case. */
  z.object({ on: z.literal('text'), contains: z.string().trim().min(2).max(100) }),
  z.object({ on: z.literal('language'), is: z.string().regex(/^[a-z]{2,3}$/) }),
  z.object({ on: z.literal('network'), is: NetworkId }),
  /** Percentile among the profiles known on the network. */
  z.object({ on: z.literal('influence'), atLeast: z.number().min(0).max(100) }),
  /** What the CRM says of the contact, in our words for it. */
  ContactCondition,
  /** What stands in one of the CRM's own fields of the contact, by the CRM's name for it. */
  FieldCondition,
  /** They have a deal that is neither won nor lost; one of them is worth so much. */
  z.object({ on: z.literal('deal'), worth: Worth.optional() }),
  /** Of an alert, which is about no contact: at least so urgent, raised by one of these listening rules, of one of these counts. */
  z.object({
    on: z.literal('alert'),
    atLeast: AlertFigures.shape.level,
    of: z.array(z.uuid()).min(1).max(20).optional(),
    measures: z.array(AlertFigures.shape.measure).min(1).optional(),
  }),
]);
export type Condition = z.output<typeof Condition>;

/** The CRM's own fields that conditions ask for, each once. */
export function fieldsAsked(when: readonly Condition[]): readonly string[] {
  return [...new Set(when.flatMap((one) => (one.on === 'field' ? [one.field] : [])))];
}

/** Whether conditions ask what deals somebody has. */
export const dealsAsked = (when: readonly Condition[]): boolean => when.some(({ on }) => on === 'deal');

/** The listening rules that conditions ask for, by id: what names a topic, or raises an alert. */
export function topicsAsked(when: readonly Condition[]): readonly string[] {
  const asked = when.flatMap((one) => {
    if (one.on === 'topic') return [one.is];
    return one.on === 'alert' ? (one.of ?? []) : [];
  });
  return [...new Set(asked)];
}

/** The labels of the account's own that conditions ask for. */
export function labelsAsked(when: readonly Condition[]): readonly string[] {
  return [...new Set(when.flatMap((one) => (one.on === 'label' ? one.any : [])))];
}
