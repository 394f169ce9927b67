import type { Evidence } from '../../core/identity/evidence.ts';
import type { Candidate } from '../../core/record/candidate.ts';
import { sideOf } from '../record/weighing.ts';

/** One line of what both sides say about the same thing. */
export interface Fact {
  readonly label: string;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  /** How Kith compared the two; absent where one of them is silent or nothing was concluded. */
  readonly verdict: 'agrees' | 'differs' | undefined;
}

type Field = Evidence['field'];

/** What the CRM says of a contact beside what a profile shows, line by line; what neither knows is left out. */
export function factsOf({ contact, profile }: Candidate): readonly Fact[] {
  const { evidence, counterEvidence } = profile.link;
  const reasons = [...evidence, ...counterEvidence];
  const line = (label: string, fields: readonly Field[], ours: Values, theirs: Values): Fact => {
    const [left, right] = [known(ours), known(theirs)];
    const both = left.length > 0 && right.length > 0;
    return { label, ours: left, theirs: right, verdict: both ? verdictOn(fields, reasons) : undefined };
  };
  const lines = [
    line('Name', ['name'], [contact.name], [profile.name]),
    line('Works at', ['employer'], [contact.company], [profile.employer]),
    line('Title', ['title'], [contact.title], [profile.title]),
    line('Place', ['location'], [contact.location], [profile.location]),
    line('E-mail', ['e-mail'], contact.emails, profile.emails),
    line('Links', ['website', 'domain', 'address'], [contact.website, ...contact.handles], linksOf(profile)),
  ];
  return lines.filter(({ ours, theirs }) => ours.length + theirs.length > 0);
}

type Values = readonly (string | undefined)[];

const known = (values: Values) => [
  ...new Set(values.filter((one): one is string => one !== undefined && one !== '')),
];

/** Where it is, and what it says is its person's too. */
const linksOf = ({ url, websites }: Candidate['profile']) => [url, ...websites];

/** One difference is worth a look, whatever else agrees. */
function verdictOn(fields: readonly Field[], reasons: readonly Evidence[]): Fact['verdict'] {
  const sides = reasons.filter(({ field }) => fields.includes(field)).map(sideOf);
  if (sides.length === 0) return undefined;
  return sides.includes('against') ? 'differs' : 'agrees';
}
