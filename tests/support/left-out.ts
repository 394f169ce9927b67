/** What a panel does not say of a record, each with the reason: decision 39. Whoever adds to the record shows it or says why not. */

type Reasons = Readonly<Record<string, string>>;

const SAID = 'the sentence beside it says so';
const KEY = 'a key: for acts and lists, not for people';
const SURE = 'what is shown is sure enough: what is not, is not shown';
const ON_KITHS_PAGE = 'no room for it; Kith’s own page, one press away, says it';

/** No panel says it. */
const NOWHERE: Reasons = {
  'profiles[].fetchedAt': 'when each network was asked stands at the end',
  'conversations[].alsoOn[].publishedAt': 'said within a week of the other',
  'conversations[].reading.model': 'for whoever looks into a judgement, in the API',
  ...of(SURE, ['conversations[].reading.language.probability', 'conversations[].reading.tone.probability']),
  ...of(SAID, [
    ...['profiles[].link.evidence[].field', 'profiles[].link.counterEvidence[].field'],
    ...['profiles[].influence.because[].percentile', 'profiles[].influence.topics[].because[].percentile'],
    ...['signals[].network', 'fields[].fact', 'fields[].mode'],
  ]),
  ...of(KEY, [
    ...['profiles[].influence.because[].part', 'profiles[].influence.topics[].because[].part'],
    ...['conversations[].alsoOn[].network', 'signals[].profile', 'fields[].field'],
    ...['consent.networks[].network', 'freshness[].block', 'around[].id'],
  ]),
};

/** No panel inside a CRM says it. */
const IN_NO_CRM: Reasons = {
  ...NOWHERE,
  ...of('the page of the CRM around the panel says it', [
    ...['contact.id', 'contact.name', 'contact.company', 'contact.title'],
    ...['contact.location', 'contact.website', 'contact.emails[]'],
  ]),
  'profiles[].avatar': 'a CRM loads no pictures from the networks',
  'conversations[].reading.language.tag': 'the text itself shows it',
  ...of(ON_KITHS_PAGE, [
    ...['conversations[].reading.intents[].because[]', 'conversations[].reading.intents[].probability'],
    ...['conversations[].reading.emotion.probability', 'conversations[].reading.toxicity.probability'],
    'conversations[].reading.labels[].probability',
  ]),
  ...of(KEY, ['conversations[].network', 'conversations[].id']),
};

/** What the CRM knows around the contact. */
const AROUND = [
  ...['around[].kind', 'around[].title', 'around[].status', 'around[].open', 'around[].at', 'around[].url'],
  'abilities[]',
];

export const LEFT_OUT = {
  hubspot: IN_NO_CRM,
  salesforce: {
    ...IN_NO_CRM,
    'profiles[].link.status': 'the list in which a profile stands says it',
    'profiles[].link.start.bits': SAID,
    'consent.networks[].removes': 'said when somebody is about to withdraw it',
    'acts[].label': 'the org translates what stands on its buttons',
    ...of('Salesforce shows it beside the panel, and the org’s own rights say what may be made', AROUND),
  },
  web: {
    ...NOWHERE,
    sample: 'a banner over the whole page says it',
    ...of('it is in the CRM; who they work for is what tells people apart here', [
      ...['contact.website', 'contact.emails[]'],
    ]),
    'conversations[].thread': 'the page is Kith’s own: it leads there by itself',
    ...of('only panels inside the CRM ask for it', AROUND),
    ...of('the page asks for the whole of it, with the picture', [
      ...['reaches.says', 'reaches.people[].name', 'reaches.people[].account', 'reaches.url'],
      ...['reaches.people[].deals[].title', 'reaches.people[].deals[].worth', 'reaches.people[].deals[].url'],
    ]),
  },
} as const satisfies Readonly<Record<string, Reasons>>;

function of(reason: string, paths: readonly string[]): Reasons {
  return Object.fromEntries(paths.map((path) => [path, reason]));
}
