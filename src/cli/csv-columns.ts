import type { AddressGrammar } from '../core/identity/address.ts';

/** What a column holds. The parts of a name and of a place are put together in this order. */
export type Field =
  | 'id'
  | 'name'
  | 'first name'
  | 'last name'
  | 'email'
  | 'phone'
  | 'company'
  | 'title'
  | 'website'
  | 'location'
  | 'city'
  | 'state'
  | 'country'
  | 'handles';

export interface Column {
  readonly field: Field;
  readonly at: number;
  /** Of `handles`: the network that the column is about. */
  readonly network?: string;
}

/** As CRMs, address books and mail programs name their columns, folded: letters and digits only, no number at the end. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  id: ['id', 'recordid', 'contactid', 'leadid', 'recordidcontact', 'hsobjectid', 'vid', 'externalid'],
  name: ['name', 'fullname', 'contactname', 'displayname', 'contact', 'person'],
  'first name': ['firstname', 'givenname', 'forename', 'first'],
  'last name': ['lastname', 'surname', 'familyname', 'last'],
  email: ['email', 'emailaddress', 'mail', 'workemail', 'personalemail', 'additionalemail', 'emails'],
  phone: ['phone', 'phonenumber', 'mobile', 'mobilephone', 'mobilephonenumber', 'telephone', 'tel', 'phones'],
  company: (
    'company companyname account accountname organization organisation employer organizationname ' +
    'organisationname associatedcompany primaryassociatedcompany'
  ).split(' '),
  title: ['title', 'jobtitle', 'position', 'role', 'organizationtitle'],
  website: [
    'website',
    'websiteurl',
    'url',
    'homepage',
    'web',
    'webpage',
    'personalwebsite',
    'companywebsite',
  ],
  location: ['location', 'address', 'place', 'region', 'mailingaddress'],
  city: ['city', 'town', 'mailingcity', 'homecity', 'businesscity'],
  state: ['state', 'stateregion', 'province', 'mailingstate', 'mailingstateprovince', 'businessstate'],
  country: ['country', 'countryregion', 'mailingcountry', 'homecountryregion', 'businesscountryregion'],
  handles: ['handles', 'handle', 'profiles', 'socialprofiles', 'social', 'socials', 'links', 'sociallinks'],
};

const FIELD_OF = new Map<string, Field>(
  (Object.keys(NAMES) as Field[]).flatMap((field) => NAMES[field].map((name) => [name, field] as const)),
);

/** `LinkedIn URL`, `Twitter Username`, `GitHub profile`. */
const ABOUT_A_PROFILE =
  /(?:profile)?(?:url|link|username|user|handle|account|profile|page|bio|id|name|address)?$/;

/** What a network calls itself, for recognising columns about it. */
export type NetworkName = Pick<AddressGrammar, 'network' | 'title' | 'aliases'>;

/** What the columns of a header hold; those that hold nothing of use are missing. The order of the file is kept. */
export function readColumns(header: readonly string[], networks: readonly NetworkName[]): readonly Column[] {
  const networkOf = new Map(
    networks.flatMap((n) => [n.network, n.title, ...n.aliases].map((name) => [folded(name), n.network])),
  );
  return header.flatMap((text, at): Column[] => {
    const name = folded(text);
    const field = FIELD_OF.get(name);
    if (field) return [{ field, at }];
    const network = networkOf.get(name) ?? networkOf.get(name.replace(ABOUT_A_PROFILE, ''));
    return network ? [{ field: 'handles', at, network }] : [];
  });
}

function folded(name: string): string {
  const letters = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  const unnumbered = letters.replace(/\d+(?:value)?$/, '').replace(/(?<=\p{L})\d+(?=name$|title$)/u, '');
  return unnumbered === '' ? letters : unnumbered;
}
