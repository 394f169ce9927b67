import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { ADDRESS_GRAMMARS } from '../../../connectors/index.ts';
import { addressKey } from '../../core/identity/matcher/candidate.ts';
import { readAddress } from '../../core/identity/read-address.ts';

const text = z.string().default('');
/** Space-separated URLs or `network:handle`. */
const places = text.transform((written) =>
  written
    .split(/\s+/)
    .filter(Boolean)
    .map((one) => {
      const address = readAddress(one, ADDRESS_GRAMMARS);
      return address ? addressKey(address.network, address.handle) : one.toLowerCase();
    }),
);
const ContactRow = z.object({
  id: z.string(),
  name: text,
  email: text,
  phone: text,
  company: text,
  title: text,
  website: text,
  location: text,
  handles: places,
});
const ProfileRow = z
  .object({
    id: z.string(),
    network: z.string(),
    handle: z.string(),
    display_name: text,
    bio: text,
    location: text,
    website: text,
    links: places,
  })
  .transform(({ display_name: name, ...rest }) => ({ ...rest, name }));
const TruthRow = z.object({ contact_id: z.string(), profile_id: z.string() });

/** Contacts and profiles with the truth about who is who. Many contacts may be one person. */
export interface Labelled {
  readonly contacts: readonly z.output<typeof ContactRow>[];
  readonly profiles: readonly z.output<typeof ProfileRow>[];
  /** How many pairs are true, found or not. */
  readonly total: number;
  /** By contact id and profile id. */
  isSame(contact: string | undefined, profile: string | undefined): boolean;
  /** Each true pair. */
  readonly truth: readonly { readonly contact: string; readonly profile: string }[];
}

/**
 * Reads `contacts.csv`, `profiles.csv` and `truth.csv` of one directory.
 * @throws Error that names the file and the row or column at fault.
 */
export function readLabelled(directory: string): Labelled {
  const contacts = rows(directory, 'contacts.csv', ContactRow);
  const profiles = rows(directory, 'profiles.csv', ProfileRow);
  const truth = rows(directory, 'truth.csv', TruthRow).map((t) => ({
    contact: t.contact_id,
    profile: t.profile_id,
  }));
  return label({ contacts, profiles, truth });
}

/** Contacts and profiles with the true pairs among them. */
export function label(told: Pick<Labelled, 'contacts' | 'profiles' | 'truth'>): Labelled {
  const same = new Set(told.truth.map(({ contact, profile }) => pairOf(contact, profile)));
  return {
    ...told,
    total: same.size,
    isSame: (contact, profile) =>
      contact !== undefined && profile !== undefined && same.has(pairOf(contact, profile)),
  };
}

const pairOf = (contact: string, profile: string) => JSON.stringify([contact, profile]);

function rows<T extends z.ZodType>(directory: string, file: string, row: T): readonly z.output<T>[] {
  const path = join(directory, file);
  const parsed: unknown[] = parse(readFileSync(path), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  return parsed.map((one, i) => {
    const read = row.safeParse(one);
    if (read.success) return read.data;
    throw new Error(`${path}, row ${i + 2}: ${z.prettifyError(read.error)}`);
  });
}
