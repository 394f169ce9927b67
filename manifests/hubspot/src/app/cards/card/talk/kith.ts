import { ask } from './ask.ts';
import type { Answer } from './ask.ts';
import { isRecord } from './record-shape.ts';
import type { CardRecord } from './record-shape.ts';
import type { Trouble } from './trouble.ts';

/** Something that was asked of Kith: what came of it, or what came between. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

export type Says = 'confirmed' | 'rejected' | 'withdrawn';
export type ItemKind = 'task' | 'ticket' | 'note';

export interface NewItem {
  readonly kind: ItemKind;
  readonly title: string;
  readonly body: string;
  /** ISO 8601; tasks only. */
  readonly due?: string;
  /** Asking again under the same key adds nothing. */
  readonly key: string;
}

export interface GivenConsent {
  /** In the words put to them. */
  readonly says: string;
  /** ISO 8601; now, unless told. */
  readonly at?: string;
  /** Their handle or id there. */
  readonly account?: string;
}

/** Where the text is empty, `because` says why a person should find the words. */
export interface ReplyDraft {
  readonly text: string;
  readonly because: string;
}

/** Kith's API as far as the card uses it, about one contact. No call throws; each may be sent twice. */
export interface Kith {
  read(): Promise<Outcome<CardRecord>>;
  /** A person's word on a link; the record as it is then. */
  decide(network: string, profile: string, says: Says): Promise<Outcome<CardRecord>>;
  /** Asks the networks again. It is done later. */
  refresh(): Promise<Outcome<undefined>>;
  add(item: NewItem): Promise<Outcome<{ readonly id: string; readonly url: string }>>;
  /** Words to begin an answer with. Nothing is sent. */
  draft(network: string, post: string): Promise<Outcome<ReplyDraft>>;
  /** Yes or no to what is suggested for a field of HubSpot. It is written later. */
  answer(field: string, accept: boolean): Promise<Outcome<undefined>>;
  /** What the person agreed to on a network, on which day, and for which account where they named one. */
  consent(network: string, given: GivenConsent): Promise<Outcome<undefined>>;
  /** Takes it back: what was kept on it goes. It is done once; a second time there is none. */
  withdraw(network: string): Promise<Outcome<undefined>>;
  /** Puts back what stood in a field before Kith wrote, unless somebody changed it since. */
  putBack(field: string): Promise<Outcome<{ readonly outcome: string }>>;
}

export function kithAbout(base: string | undefined, contact: string): Kith {
  const at = `/api/v1/records/${encodeURIComponent(contact)}`;
  const consentAt = (network: string) => `${at}/consents/${encodeURIComponent(network)}`;
  const post = (path: string, body: Record<string, unknown>) => ask(base, { method: 'POST', path, body });
  return {
    read: async () => recordIn(await ask(base, { method: 'GET', path: `${at}?with=around` })),
    decide: async (network, profile, says) => {
      const link = `${at}/links/${encodeURIComponent(network)}/${encodeURIComponent(profile)}`;
      return recordIn(await post(`${link}/verdict?with=around`, { says }));
    },
    refresh: async () => done(await post(`${at}/refresh`, {})),
    add: async (item) => textsIn(await post(`${at}/items`, { ...item }), ['id', 'url']),
    draft: async (network, id) =>
      textsIn(await post(`${at}/reply-draft`, { network, post: id }), ['text', 'because']),
    answer: async (field, accept) =>
      done(await post(`${at}/suggestions/${encodeURIComponent(field)}`, { accept })),
    consent: async (network, given) =>
      done(await ask(base, { method: 'PUT', path: consentAt(network), body: { ...given } })),
    withdraw: async (network) => {
      const answer = await ask(base, { method: 'DELETE', path: consentAt(network) });
      // HubSpot may send it twice: that there is none any more is what was asked for.
      const isGone = !answer.ok && answer.trouble.kind === 'not known';
      return isGone ? { ok: true, value: undefined } : done(answer);
    },
    putBack: async (field) =>
      textsIn(await post(`${at}/fields/${encodeURIComponent(field)}/undo`, {}), ['outcome']),
  };
}

function recordIn(answer: Answer): Outcome<CardRecord> {
  if (!answer.ok) return answer;
  return isRecord(answer.body) ? { ok: true, value: answer.body } : STRANGE;
}

const done = (answer: Answer): Outcome<undefined> => (answer.ok ? { ok: true, value: undefined } : answer);

/** Those texts of an answer, all of them or none. */
function textsIn<N extends string>(answer: Answer, names: readonly N[]): Outcome<Record<N, string>> {
  if (!answer.ok) return answer;
  const { body } = answer;
  if (typeof body !== 'object' || body === null) return STRANGE;
  const fields = body as Readonly<Record<string, unknown>>;
  const texts = names.flatMap((name) => {
    const value = fields[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  if (texts.length < names.length) return STRANGE;
  return { ok: true, value: Object.fromEntries(texts) as Record<N, string> };
}

const STRANGE = {
  ok: false,
  trouble: { kind: 'broken', says: 'Kith answered in a way this card does not understand.' },
} as const;
