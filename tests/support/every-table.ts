import { DEFAULTS } from '../../src/core/governance/settings.ts';
import { SHIPPED } from '../../src/core/identity/matcher/shipped.ts';
import { ContactId, NetworkId } from '../../src/core/ids.ts';
import { WantedListening } from '../../src/core/listening/rule.ts';
import { signalEvent } from '../../src/core/outgoing/event.ts';
import { keyOf } from '../../src/core/profile.ts';
import type { Workspace } from '../../src/ports/store.ts';
import {
  aContact,
  aLink,
  aPost,
  aProfile,
  aRow,
  aSignal,
  aSubscription,
  aTrail,
  at,
  aVerdict,
  bluesky,
  keyOfBluesky,
} from '../../src/storage/testbed.ts';

const NO_FIGURES = { examples: 1, accuracy: 0, macroF1: 0, said: 0, labels: [] };

/** One person of whom something stands in every table: as a contact, on a network, in what they said. */
export function personOf(name: string) {
  const contact = ContactId.parse(name);
  const profile = aProfile(`did:${name}`, { name: `${name} Quist`, bio: `I am ${name}`, employer: name });
  const said = (id: string, text: string) => aPost(`at://${name}/${id}`, profile.id, { text });
  return { contact, profile, said };
}

/**
 * Puts something into every table of an installation but the deliveries, most of it about one person whose name stands in
 * whatever is about them; the others there are Eve, who was merged into them, a stranger and whoever turned to them.
 */
export async function fillEveryTable(w: Workspace, name: string): Promise<void> {
  const { contact, profile, said } = personOf(name);
  const { id } = profile;
  await w.contacts.erase(ContactId.parse('bob'), at(0));
  await w.contacts.keep([
    aContact(contact, { name: `${name} Quist`, emails: [`${name}@quist.example`], company: name }),
    aContact(`eve of ${name}`),
  ]);
  await w.profiles.keep([profile]);
  await w.profiles.remove(keyOfBluesky('departed'), at(0));
  await w.links.keepFound(contact, [profile]);
  await w.matching.keep({ ...SHIPPED, version: 'learnt' }, 1, at(0));
  await w.contacts.remove(ContactId.parse(`eve of ${name}`), contact);
  const [first, second] = [said('1', 'says 1'), said('2', `${name}: https://bsky.example/post/1`)];
  await w.posts.keep([first, second]);
  await w.posts.remove(bluesky, [first.id]);
  await w.links.derive(contact, [aLink(contact, id)], 1);
  await w.links.decide(aVerdict(contact, id, 'confirmed'));
  await w.signals.derive(contact, [aSignal(id)]);
  await w.asked.keep(contact, [{ network: bluesky, at: at(0), outcome: 'found' }]);
  await writeOnce(w, name);
  await govern(w);
  await w.outgoing.make({ url: 'https://hooks.example/', hears: ['signal.opened'] }, at(0));
  await w.outgoing.announce(signalEvent(contact, aSignal(id)), at(0));
  await meetOneRule(w, name);
  await hearOnePost(w, name);
  await turnOnce(w, name);
  await beTold(w, name);
  await w.consents.keep({
    ...{ contact, network: NetworkId.parse('github'), at: at(0) },
    ...{ by: 'ada', says: `${name} says yes.`, account: name },
  });
}

/** Fields and rows that are in the CRM, that wait, and that a large write carries. */
async function writeOnce(w: Workspace, name: string): Promise<void> {
  const { contact, profile } = personOf(name);
  const rows = { put: [aRow(contact, profile.id)], gone: [] };
  const waiting = { contact, fields: { headline: name }, rows };
  await w.outbox.settle([waiting], [{ contact, outcome: 'written' }]);
  await w.outbox.want(contact, { contact, fields: { headline: `${name}, still` } });
  await w.bulk.begin('job', [waiting], at(0));
  await w.mapped.keep([{ contact, field: 'company', trail: { ...aTrail(name), fact: name } }]);
  await w.mapped.note([{ contact, field: 'company', at: new Date(0), became: 'kept' }]);
}

/** What an admin decided, what was spent, and the account's own labels. */
async function govern(w: Workspace): Promise<void> {
  await w.cursors.keep('events', '7');
  await w.secrets.keep('token', 't');
  await w.governance.change({ ...DEFAULTS, graceDays: 1 }, {}, 'ada', at(0));
  await w.governance.countCalls('2026-05-01', 1);
  await w.spending.reserve(bluesky, '2026-05', 1, 1);
  await w.deliveries.firstSeen(['e']);
  await w.ownLabels.keep({ version: 'own-1', model: '{}', figures: NO_FIGURES }, 'ada', at(0));
  await w.ownLabels.begin([{ text: 'where is it', label: 'parcel' }], 'ada', at(0));
}

/** A rule that met a fact, acted on it and set a field. */
async function meetOneRule(w: Workspace, name: string): Promise<void> {
  const { contact, profile } = personOf(name);
  const limit = { most: 1, per: 'day' } as const;
  const TONE = { on: 'tone', is: 'negative' } as const;
  const rule = await w.rules.make(
    { name: 'r', when: [TONE], does: [{ do: 'webhook' }], limit },
    'ada',
    at(0),
  );
  const url = `https://bsky.example/${name}`;
  const fact = { key: 'k', at: at(0), contact, network: 'bluesky', profile: profile.id, url };
  await w.rules.claim(rule, fact, at(0), false);
  await w.rules.wait(contact);
  await w.rules.setFields(contact, rule.id, [{ field: 'city', value: name, mode: 'overwrite', at: at(0) }]);
}

/** A rule that asked, and heard what somebody said; somebody else is not heard any more, and looks like them. */
async function hearOnePost(w: Workspace, name: string): Promise<void> {
  const { contact, said } = personOf(name);
  const wanted = WantedListening.parse({ name: 'engines', any: ['engine'] });
  const rule = await w.listening.make(wanted, 'ada', at(0));
  await w.listening.keepStrangers(7);
  await w.listening.claim(rule.id, bluesky, '2026-05-01', 10);
  const asked = { rule: rule.id, network: bluesky, question: 'engine', askedAt: at(0), nextAt: at(1) };
  await w.listening.keepAsked({ ...asked, everyMinutes: 60, isMore: false });
  const post = said('2', '').id;
  await w.listening.hear(rule.id, [{ network: bluesky, post, because: ['engine'] }], at(0));
  await w.warning.count(rule.id, [{ measure: 'posts', hour: 7, count: 9 }]);
  const accounts = { posts: 9, authors: 5, evenAuthors: 1, copies: 0, aged: 0, young: 0 };
  const figures = { p: 0.001, hours: 1, observed: 9, expected: 1, phrases: [], accounts };
  const drivers = [{ network: bluesky, post }];
  const alert = { rule: rule.id, measure: 'posts', level: 'warn', at: at(0), ...figures, drivers } as const;
  await w.warning.raise({ ...alert, phrases: [] }, at(0));
  const stranger = aProfile('stranger');
  await w.profiles.keep([stranger]);
  await w.listening.ignore(stranger, at(0));
  await w.additions.begin(stranger, { by: 'ada' }, at(0));
  await w.additions.settle(stranger, { state: 'looks like', others: [contact], says: 'They look like.' });
}

/** Somebody who turned to them, what that came to, and how much of what they say a rule names. */
async function turnOnce(w: Workspace, name: string): Promise<void> {
  const { profile } = personOf(name);
  const { id, network } = profile;
  await w.profiles.keep([aProfile('q')]);
  const { id: post, profile: q, provenance } = aPost('3', 'q');
  await w.posts.keep([aPost('3', 'q')]);
  const turned = { network, post, fetchedAt: provenance.fetchedAt };
  await w.attention.given([{ ...turned, aims: [{ names: 'profile', what: id }] }]);
  const counts = { known: 1, seen: 1, engagers: 1, knownEngagers: 1, effective: 1 };
  const standing = { ...counts, credible: 1, unusual: false };
  await w.attention.keepStandings(network, [{ id, standing, engagers: [q] }], at(0));
  const echo = { posts: 1, received: 1, allPosts: 1, allReceived: 1 };
  const rules = await w.listening.rules();
  await w.profiles.keepTopics(
    profile,
    rules.map(({ id: rule }) => ({ rule, ...echo })),
  );
}

/** What others tell of: a hub, a page that mentions one of the customer's, a network that passes a wish on. */
async function beTold(w: Workspace, name: string): Promise<void> {
  const { profile } = personOf(name);
  await w.subscriptions.keep({
    ...aSubscription(),
    profile: profile.id,
    topic: `https://${name}.example/feed`,
  });
  await w.erasures.remember('c0ffee', { network: bluesky, at: at(0) });
  await w.misses.remember({ network: bluesky, asked: `${name}@quist.example` }, at(9));
  await w.webmentions.setHosts(['acme.example']);
  await w.webmentions.tell(`https://${name}.example/1`, 'https://acme.example/', at(0));
  await w.enqueue('understand', [{ installation: w.installation, network: bluesky, profile: profile.id }], {
    key: keyOf(profile),
  });
}
