import type { Contact } from '../contact.ts';
import { sameValue } from './field-trail.ts';
import type { FieldTrail } from './field-trail.ts';

/**
 * The contact as people know it: what Kith itself wrote into the CRM is taken for what stood there before. So nothing
 * that Kith found speaks for itself a second time, and an event of its own write changes nothing.
 * @param read the fields that the contact was read out of, where that is known: what Kith wrote into another is not in it,
 *   although a person may have said the same.
 */
export function asPeopleSay(
  contact: Contact,
  trails: Readonly<Record<string, FieldTrail>>,
  read?: ReadonlySet<string>,
): Contact {
  const ours = Object.entries(trails)
    .filter(([field]) => read?.has(field) ?? true)
    .flatMap(([, { pending, ...trail }]) => [trail, ...(pending ? [pending] : [])])
    .filter(({ wrote }) => wrote !== null);
  if (ours.length === 0) return contact;
  const { company, title, location, website, handles, ...rest } = contact;
  const said = {
    company: before(company, ours),
    title: before(title, ours),
    location: placeBefore(location, ours),
    website: before(website, ours),
  };
  return {
    ...rest,
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    handles: handles.filter((handle) => !ours.some(({ wrote }) => names(handle, wrote))),
  };
}

function before(value: string | undefined, ours: readonly FieldTrail[]): string | undefined {
  const trail = value === undefined ? undefined : ours.find(({ wrote }) => sameValue(wrote, value));
  return trail ? (trail.base ?? undefined) : value;
}

/** CRMs keep a place in several fields, which are read as one: `Lisbon, Portugal`. */
function placeBefore(place: string | undefined, ours: readonly FieldTrail[]): string | undefined {
  const whole = before(place, ours);
  if (place === undefined || whole !== place) return whole;
  const parts = place.split(', ');
  const said = parts.flatMap((part) => before(part, ours) ?? []);
  if (said.length === 0) return undefined;
  return said.length === parts.length && said.every((part, n) => part === parts[n]) ? place : said.join(', ');
}

/** A handle as a field holds it, or behind the name of its network. */
const names = (handle: string, wrote: string | null): boolean =>
  wrote !== null && wrote !== '' && (sameValue(handle, wrote) || handle.endsWith(`:${wrote.trim()}`));
