import { z } from 'zod';
import type { Contact } from '../core/contact.ts';
import { Evidence } from '../core/identity/evidence.ts';
import { Link } from '../core/identity/link.ts';
import type { NetworkId } from '../core/ids.ts';
import { keyOf } from '../core/profile.ts';
import type { Found } from '../flows/find-profiles.ts';

const ReportLink = z.object({
  network: z.string(),
  handle: z.string(),
  url: z.string(),
  /** `auto` is linked, `suggested` is for a person to look at, `rejected` was looked at and refused. */
  status: Link.shape.status,
  probability: z.number(),
  /** One line: why this is them, or why it is not. */
  because: z.string(),
  evidence: z.array(Evidence),
});
export type ReportLink = z.output<typeof ReportLink>;

const ReportContact = z.object({
  id: z.string(),
  name: z.string().optional(),
  links: z.array(ReportLink),
  asked: z.array(
    z.object({
      network: z.string(),
      outcome: z.enum(['found', 'nobody', 'trouble']),
      says: z.string().optional(),
    }),
  ),
  /** Present when Kith itself failed on this contact. */
  failed: z.string().optional(),
});
export type ReportContact = z.output<typeof ReportContact>;

const ReportNetwork = z.object({
  network: z.string(),
  title: z.string(),
  /** Of how many contacts it was asked, and how many of these questions it answered. */
  asked: z.number().int(),
  answered: z.number().int(),
  /** Why the others were not answered, the most frequent reason first. */
  trouble: z.array(z.object({ says: z.string(), contacts: z.number().int() })),
});
export type ReportNetwork = z.output<typeof ReportNetwork>;

/** What `kith enrich --json` prints. Its keys are a contract: they may be added to, never renamed. */
export const EnrichReport = z.object({
  contacts: z.array(ReportContact),
  summary: z.object({
    /** Contacts looked up; less than the file holds when the run was interrupted. */
    contacts: z.number().int(),
    /** Profiles, not contacts. */
    linked: z.number().int(),
    suggested: z.number().int(),
    refused: z.number().int(),
    /** Contacts for whom neither a linked nor a suggested profile was found, although every network asked answered. */
    nobody: z.number().int(),
    /** Contacts without such a profile of whom nothing sure can be said: a network did not answer, or Kith failed. */
    unanswered: z.number().int(),
    failed: z.number().int(),
    interrupted: z.boolean(),
    networks: z.array(ReportNetwork),
    rows: z.array(z.object({ line: z.number().int(), says: z.string(), skipped: z.boolean() })),
    ignoredColumns: z.array(z.string()),
  }),
});
export type EnrichReport = z.output<typeof EnrichReport>;

/** One contact as the report tells it: linked profiles first, then suggestions, then refused, the likeliest first. */
export function reportContact(
  contact: Contact,
  found: Found & { readonly links: readonly Link[] },
): ReportContact {
  const profiles = new Map(found.profiles.map((profile) => [keyOf(profile), profile]));
  const links = found.links.map((link): ReportLink => {
    const { network, status, probability, evidence } = link;
    const profile = profiles.get(keyOf({ network, id: link.profile }));
    const { handle = link.profile, url = '' } = profile ?? {};
    return { network, handle, url, status, probability, because: because(link), evidence };
  });
  return {
    id: contact.id,
    ...(contact.name === undefined ? {} : { name: contact.name }),
    links: links.toSorted((a, b) => ORDER[a.status] - ORDER[b.status] || b.probability - a.probability),
    asked: found.asked.map(({ network, outcome, says }) => ({ network, outcome, ...(says && { says }) })),
  };
}

const ORDER = { confirmed: 0, auto: 1, suggested: 2, rejected: 3 } as const satisfies Record<
  Link['status'],
  number
>;

const TRUST = { verified: 1000, stated: 100, agrees: 0, differs: 0 } as const satisfies Record<
  Evidence['tier'],
  number
>;

/** The weightiest reason for the status: for a refusal the strongest reason against, else the strongest one for. */
function because({ evidence, status }: Link): string {
  const side = status === 'rejected' ? -1 : 1;
  const weight = (e: Evidence) => side * (e.bits ?? 0) + (side > 0 ? TRUST[e.tier] : 0);
  const strongest = evidence.toSorted((a, b) => weight(b) - weight(a))[0];
  return strongest?.says ?? 'nothing was said for or against it';
}

type Summary = EnrichReport['summary'];

/** The counts of a run, with every network of `titles` in it, asked or not. */
export function summarise(
  contacts: readonly ReportContact[],
  titles: ReadonlyMap<NetworkId, string>,
  run: Pick<Summary, 'interrupted' | 'rows' | 'ignoredColumns'>,
): Summary {
  const links = contacts.flatMap((contact) => contact.links);
  const count = (...statuses: readonly Link['status'][]) =>
    links.filter(({ status }) => statuses.includes(status)).length;
  const without = contacts.filter((contact) => contact.links.every(({ status }) => status === 'rejected'));
  const unanswered = without.filter(isUnanswered).length;
  return {
    contacts: contacts.length,
    linked: count('auto', 'confirmed'),
    suggested: count('suggested'),
    refused: count('rejected'),
    nobody: without.length - unanswered,
    unanswered,
    failed: contacts.filter((contact) => contact.failed !== undefined).length,
    networks: [...titles].map(([network, title]) => reportNetwork(network, title, contacts)),
    ...run,
  };
}

/** A network that was asked about this contact did not answer, or Kith failed: what was not found may be there. */
export function isUnanswered({ asked, failed }: ReportContact): boolean {
  return failed !== undefined || asked.some(({ outcome }) => outcome === 'trouble');
}

function reportNetwork(network: string, title: string, contacts: readonly ReportContact[]): ReportNetwork {
  const asked = contacts.flatMap((c) => c.asked.filter((a) => a.network === network));
  const trouble = asked.filter(({ outcome }) => outcome === 'trouble');
  const reasons = Map.groupBy(trouble, ({ says }) => says ?? 'gave no answer');
  return {
    network,
    title,
    asked: asked.length,
    answered: asked.length - trouble.length,
    trouble: [...reasons]
      .map(([says, list]) => ({ says, contacts: list.length }))
      .toSorted((a, b) => b.contacts - a.contacts),
  };
}
