import { otherForms } from './folding.ts';
import type { ContactTraits, ProfileTraits } from './traits.ts';

/** Under a key that more profiles share than this, a name is too common to be a reason for looking. */
const CAP = { name: 400, wide: 200, narrow: 60 } as const;

/** The keys under which a profile is filed. */
export function profileKeys(p: ProfileTraits): readonly string[] {
  const keys = [`h:${p.handle}`, `l:${p.handleLetters}`];
  if (p.given === '') return keys;
  if (p.family === '') return [...keys, `o:${p.given}`];
  keys.push(`f:${p.family}`, `n:${p.given} ${p.family}`);
  if (p.employer !== '') keys.push(`e:${p.given}|${p.employer}`);
  if (p.family.length > 3) keys.push(`x:${p.family.slice(0, 4)}${p.given.slice(0, 1)}`);
  return keys;
}

interface Key {
  readonly key: string;
  readonly cap: number;
}

/** The keys under which a contact's profile may be filed: a union, so that one wrong field does not hide a match. */
export function contactKeys(c: ContactTraits): readonly Key[] {
  const keys = c.mailbox === '' ? [] : mailboxKeys(c.mailbox);
  if (c.family === '') return keys;
  const initials = [c.given.slice(0, 1) + c.family, c.family + c.given.slice(0, 1)];
  return [
    ...keys,
    { key: `f:${c.family}`, cap: CAP.narrow },
    ...initials.map((letters) => ({ key: `l:${letters}`, cap: CAP.wide })),
    ...[c.given, ...otherForms(c.given)].flatMap((given) => givenKeys(c, given)),
  ];
}

function mailboxKeys(mailbox: string): readonly Key[] {
  return [
    { key: `h:${mailbox}`, cap: CAP.narrow },
    { key: `l:${mailbox.replace(/[^\p{L}]/gu, '')}`, cap: CAP.narrow },
  ];
}

function givenKeys(c: ContactTraits, given: string): readonly Key[] {
  const wide = [
    `n:${given} ${c.family.slice(0, 1)}`,
    `l:${given}${c.family}`,
    `l:${c.family}${given}`,
    `l:${given}${c.family.slice(0, 1)}`,
    `x:${c.family.slice(0, 4)}${given.slice(0, 1)}`,
    ...(c.company === '' ? [] : [`e:${given}|${c.company}`]),
  ];
  return [
    { key: `n:${given} ${c.family}`, cap: CAP.name },
    { key: `n:${c.family} ${given}`, cap: CAP.name },
    { key: `o:${given}`, cap: CAP.narrow },
    ...wide.map((key) => ({ key, cap: CAP.wide })),
  ];
}
