import { ADDRESS_GRAMMARS } from '../../connectors/index.ts';
import type { Contact } from '../../src/core/contact.ts';
import { deriveLinks } from '../../src/core/identity/derive.ts';
import type { Link, Verdict } from '../../src/core/identity/link.ts';
import type { Profile } from '../../src/core/profile.ts';
import { profile } from './people.ts';

/** The links of a contact, by the addresses of all networks. */
export const derive = (who: Contact, profiles: readonly Profile[], verdicts: readonly Verdict[] = []) =>
  deriveLinks(who, profiles, ADDRESS_GRAMMARS, verdicts);

/** The one on a network. @throws Error where there is none */
export function of(links: readonly Link[], network: string): Link {
  const link = links.find((one) => one.network === network);
  if (!link) throw new Error(`no link on ${network}`);
  return link;
}

export const says = (link: Link) => link.evidence.map((one) => one.says).join(' ');

/** Ada Quist's website and her account on GitHub, each of which links to the other. */
export const GITHUB = 'https://github.com/aquist';
export const SITE = 'https://quist.example';
export const site = (more = {}) =>
  profile('website', 'quist.example', { name: 'Ada Quist', says: [GITHUB], ...more });
export const github = (more = {}) =>
  profile('github', '4711', { handle: 'aquist', url: GITHUB, name: 'Ada Quist', says: [SITE], ...more });
