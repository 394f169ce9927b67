import type { Contact } from '../../src/core/contact.ts';
import { ContactId, NetworkId, ProfileId } from '../../src/core/ids.ts';
import type { Profile, Statement } from '../../src/core/profile.ts';

export const AT = new Date('2026-11-01T09:00:00Z');

/** A contact as a test needs it; everything may be told. */
export function contact(told: Partial<Contact> = {}): Contact {
  return {
    id: ContactId.parse('101'),
    name: 'Ada Quist',
    emails: ['ada@quist.example'],
    phones: [],
    handles: [],
    changedAt: AT,
    ...told,
  };
}

type Told = Partial<Omit<Profile, 'network' | 'id'>> & { readonly says?: readonly string[] };

/** A profile; `says` are the URLs it links to, unless `states` is told. */
export function profile(network: string, id: string, { says = [], ...told }: Told = {}): Profile {
  const handle = told.handle ?? id;
  const url =
    told.url ?? (network === 'website' ? `https://${handle}` : `https://${network}.example/${handle}`);
  return {
    network: NetworkId.parse(network),
    id: ProfileId.parse(id),
    emails: [],
    states: says.map((one): Statement => ({
      url: one,
      where: network === 'website' ? 'rel=me' : 'link',
      proven: false,
    })),
    counts: {},
    standing: 'active',
    reserved: false,
    provenance: { source: network, url, fetchedAt: AT, basis: 'published by the person' },
    ...told,
    handle,
    url,
  };
}
