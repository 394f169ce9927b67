import { z } from 'zod';
import { ContactId } from '../ids.ts';
import type { InstallationId } from '../ids.ts';
import { Signal } from '../record/signal.ts';
import type { Fact } from '../rules/fact.ts';
import { RaisedAlert } from '../warning/raised.ts';
import type { AlertFigures } from '../warning/raised.ts';
import { whatIs } from './saying.ts';

/** What endpoints can be told of. `ping` is sent when an admin tries an endpoint, whatever it wants to hear. */
export const EventType = z.enum(['signal.opened', 'signal.done', 'rule.matched', 'alert.raised', 'ping']);
export type EventType = z.output<typeof EventType>;

/** What an admin may choose from. */
export const HEARD = [
  'signal.opened',
  'signal.done',
  'rule.matched',
  'alert.raised',
] as const satisfies readonly EventType[];
export const HeardType = z.enum(HEARD);
export type HeardType = z.output<typeof HeardType>;

/** Where the signal of an event is found; its sentence, which speaks of a person, stays here. */
export const SignalRef = Signal.pick({
  kind: true,
  network: true,
  profile: true,
  since: true,
  status: true,
  url: true,
});

/** The figures of an alert; who drives it, and in which words, stays here. */
export const AlertRef = RaisedAlert.pick({ rule: true, measure: true, level: true, p: true, hours: true })
  .extend(RaisedAlert.pick({ observed: true, expected: true }).shape)
  .extend({ id: z.string(), at: z.iso.datetime() });

/** Something that happened, told to whoever wants to hear of it. Ids and links only: it leaves for other systems. */
export const EventAbout = z.object({
  type: EventType,
  contact: ContactId.optional(),
  signal: SignalRef.optional(),
  /** The rule that wanted it told, and what it met: whose it was and where; of an alert it is nobody's. */
  rule: z
    .object({
      ...{ id: z.string(), fact: z.string() },
      ...{ network: z.string().optional(), profile: z.string().optional(), url: z.string().optional() },
      /** What it was, for people in a chat. */
      what: z.string().optional(),
    })
    .optional(),
  /** That much more than usual is said; figures only. */
  alert: AlertRef.optional(),
});
export type EventAbout = z.output<typeof EventAbout>;

/** The event of a signal: `signal.opened` or `signal.done`, as the signal stands. */
export function signalEvent(contact: ContactId, signal: Signal): EventAbout {
  const type = signal.status === 'open' ? 'signal.opened' : 'signal.done';
  return { type, contact, signal: SignalRef.parse(signal) };
}

/** The event of an alert that was raised. */
export const alertEvent = (alert: AlertFigures): EventAbout => ({
  type: 'alert.raised',
  alert: alertRef(alert),
});

/** The figures of an alert as they are told. */
export const alertRef = (alert: AlertFigures) => AlertRef.parse({ ...alert, at: alert.at.toISOString() });

/** The event of a rule that acts on a fact. */
export function matchedEvent(rule: string, fact: Fact): EventAbout {
  const met = { id: rule, fact: fact.key };
  if (fact.about === 'alert') return { type: 'rule.matched', rule: met, alert: alertRef(fact.alert) };
  const { contact, network, profile, url } = fact;
  return { type: 'rule.matched', contact, rule: { ...met, network, profile, url, what: whatIs(fact) } };
}

interface Around {
  readonly id: string;
  readonly at: Date;
  readonly installation: InstallationId;
  /** Where people reach this Kith, without a trailing slash. */
  readonly publicUrl: string;
}

/** An address beyond this is left out: with it the body could pass 20 kB. */
const LONGEST_URL = 2_000;

/**
 * The body of an event: a CloudEvents 1.0 envelope in JSON, always under 20 kB. The same event gives the same body, so
 * that a second delivery repeats the first to the letter.
 */
export function bodyOf(event: EventAbout, { id, at, installation, publicUrl }: Around): string {
  const { type, contact, signal, rule, alert } = event;
  const { url: signalUrl, ...signalIds } = signal ?? {};
  const { url: ruleUrl, what: _, ...ruleIds } = rule ?? {};
  const source = signalUrl ?? ruleUrl;
  const tenant = encodeURIComponent(installation);
  const links = {
    ...(contact !== undefined && {
      record: `${publicUrl}/api/v1/records/${encodeURIComponent(contact)}?installation=${tenant}`,
    }),
    ...(alert && { alerts: `${publicUrl}/api/v1/alerts?installation=${tenant}` }),
    ...(source !== undefined && source.length <= LONGEST_URL && { source }),
  };
  return JSON.stringify({
    specversion: '1.0',
    ...{ id, source: `/installations/${installation}`, type, time: at.toISOString() },
    ...(contact !== undefined && { subject: contact }),
    datacontenttype: 'application/json',
    data: {
      ...(contact !== undefined && { contact }),
      ...(signal && { signal: signalIds }),
      ...(rule && { rule: ruleIds }),
      ...(alert && { alert }),
      links,
    },
  });
}
