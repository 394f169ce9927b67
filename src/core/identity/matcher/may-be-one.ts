import type { ContactTraits } from './traits.ts';

/**
 * Whether two contacts of a CRM could be one person entered twice: they share an address, a mail domain or an employer,
 * or there is nothing to tell them apart by.
 */
export function mayBeOne(a: ContactTraits, b: ContactTraits): boolean {
  if (a.mailbox !== '' && a.mailbox === b.mailbox && a.domain === b.domain) return true;
  if (a.domain !== '' && a.domain === b.domain) return true;
  if (a.company !== '' && a.company.slice(0, STEM) === b.company.slice(0, STEM)) return true;
  const isSilent = (one: ContactTraits) => one.company === '' && one.mailbox === '';
  return isSilent(a) || isSilent(b);
}

/** Employers are written in longer and shorter forms, which begin alike. */
const STEM = 8;
