import type { ContactId } from '../ids.ts';
import type { RowChanges } from './rows.ts';

/** How a CRM shows one of Kith's own fields; each CRM connector maps the kind to its own field types. */
export interface KithField {
  readonly label: string;
  readonly kind: 'text' | 'long text' | 'number' | 'date and time' | 'url';
  readonly says: string;
}

/** The fields Kith owns on the CRM's contact. It writes no other field unless an admin mapped one. */
export const KITH_FIELDS = {
  profiles: { label: 'Social profiles', kind: 'long text', says: 'Linked profiles, one URL a line' },
  profileCount: { label: 'Social profiles linked', kind: 'number', says: 'How many profiles are linked' },
  influence: {
    label: 'Influence percentile',
    kind: 'number',
    says: 'Among the profiles known on the same network',
  },
  influenceWhy: { label: 'Influence, why', kind: 'text', says: 'What the percentile rests on' },
  lastPostAt: {
    label: 'Last public post',
    kind: 'date and time',
    says: 'When they last said something in public',
  },
  lastPost: { label: 'Last public post, link', kind: 'url', says: 'The post itself' },
  lastTone: { label: 'Tone of the last post', kind: 'text', says: 'negative, neutral, positive or not sure' },
  headline: { label: 'Who they are', kind: 'text', says: 'One sentence from their own profiles' },
} as const satisfies Record<string, KithField>;
export type KithFieldName = keyof typeof KITH_FIELDS;

/** What Kith wants in its own fields of one contact. `null` empties a field. */
export type Wanted = { readonly [F in KithFieldName]: string | number | null };

/** The difference that has to be written: never empty, and only what changed. */
export interface Patch {
  readonly contact: ContactId;
  /** Kith's own fields. */
  readonly fields: Partial<Wanted>;
  /** Fields that an admin mapped, by the CRM's names. `null` empties one. */
  readonly mapped?: Readonly<Record<string, string | null>>;
  /** The state of the contact, by the CRM's clock, for which `mapped` was decided: a CRM that can refuses it for a later one. */
  readonly asOf?: Date;
  /** Profiles and posts, in a CRM that keeps them as rows of their own. */
  readonly rows?: RowChanges;
}

/** What must be written so that `written` becomes `wanted`; undefined when nothing has to be. */
export function difference(contact: ContactId, wanted: Wanted, written: Partial<Wanted>): Patch | undefined {
  const changed = Object.entries(wanted).filter(
    ([field, value]) => (written[field as KithFieldName] ?? null) !== value,
  );
  return changed.length === 0 ? undefined : { contact, fields: Object.fromEntries(changed) };
}
