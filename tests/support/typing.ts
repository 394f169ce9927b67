import { hubspot } from '../../connectors/crm/hubspot/index.ts';
import { salesforce } from '../../connectors/crm/salesforce/index.ts';
import { DEFAULTS } from '../../src/core/governance/settings.ts';
import type { Mapping } from '../../src/core/governance/settings.ts';
import type { ContactId } from '../../src/core/ids.ts';
import { changeSettings } from '../../src/flows/settings.ts';
import type { Crm } from '../../src/ports/crm.ts';
import { openTestbed } from '../../src/sandbox/hubspot/testbed.ts';
import { connectTo, contactId } from '../../src/sandbox/salesforce/connector-bed.ts';
import { pubSubOf } from '../../src/sandbox/salesforce/pubsub/of-org.ts';
import { account } from './world.ts';
import type { World, openWorlds } from './world.ts';

type Worlds = Awaited<ReturnType<typeof openWorlds>>;
type Told = { readonly connector: string; readonly id: string; readonly body: Buffer };

/** One contact in a simulated CRM, with a field that people, other programs and Kith write. */
interface Side {
  readonly crm: Crm;
  readonly contact: ContactId;
  /** Somebody else, of whom something is written at the same time: what is written of one alone may be refused. */
  readonly also?: ContactId;
  /** The field's name there. */
  readonly field: string;
  advance(ms: number): void;
  types(value: string): void;
  shows(): string;
  /** All that was told so far. */
  told(): Promise<readonly Told[]>;
  /** Nothing is told of what happens from now on. */
  silence(): void;
  requests(): number;
  close(): Promise<void>;
}

/** Opens a portal whose `company`, or another property, is mapped. */
export async function inHubSpot(field = 'company'): Promise<Side> {
  const bed = await openTestbed({ contacts: [{ firstname: 'Ines', lastname: 'Moestrand' }] });
  const { crm } = await bed.install(hubspot);
  const [contact] = (await crm.page()).contacts;
  if (!contact) throw new Error('there is nobody');
  const values = () => bed.portal.get(contact.id)?.properties ?? {};
  return {
    ...{ crm, field, contact: contact.id, advance: bed.advance },
    types: (value) => void bed.portal.edit(contact.id, { [field]: value }),
    shows: () => values()[field] ?? '',
    told: async () => {
      await bed.portal.settled();
      const opened = bed.inbox.flatMap((request) => hubspot.open(bed.app, request, bed.now()) ?? []);
      return opened.map(({ id, body }) => ({ connector: 'hubspot', id, body }));
    },
    silence: () => void (bed.portal.webhookUrl = undefined),
    requests: () => Object.values(bed.portal.requests()).reduce((sum, n) => sum + n, 0),
    close: () => bed.close(),
  };
}

/** Opens an org whose contacts' `Title` is mapped. */
export async function inSalesforce({ alone = false } = {}): Promise<Side> {
  const { bed, app, session } = await connectTo();
  const pubsub = await pubSubOf(bed.org, bed.now);
  const { Id } = bed.org.create('Contact', { FirstName: 'Ines', LastName: 'Moestrand' });
  const also = alone ? {} : { also: contactId(bed.org.create('Contact', { LastName: 'Other' }).Id) };
  const { endpoint, certificate } = pubsub;
  const hearing = { ...session, app: { ...app, events: { endpoint, certificate } } };
  const told: Told[] = [];
  const ended = new AbortController();
  const listening = salesforce.listen?.(
    hearing,
    undefined,
    async (heard) => void told.push(...heard.map(({ id, body }) => ({ connector: 'salesforce', id, body }))),
    ended.signal,
  );
  const untold = () =>
    ['Contact', 'Lead'].reduce((n, one) => n + pubsub.waiting(`/data/${one}ChangeEvent`), 0);
  return {
    ...{
      crm: salesforce.connect(session),
      contact: contactId(Id),
      field: 'Title',
      advance: bed.advance,
      ...also,
    },
    types: (Title) => void bed.org.change(Id, { Title }),
    shows: () => String(bed.org.find(Id)?.['Title'] ?? ''),
    told: async () => {
      if (ended.signal.aborted) return told;
      while (pubsub.listening() < 2 || untold() > 0) await nextTurn();
      // What was given is heard a turn later.
      for (let n = 0; n < 20; n += 1) await nextTurn();
      return told;
    },
    silence: () => {
      ended.abort();
    },
    requests: () => Object.values(bed.org.switches.counts()).reduce((sum, n) => sum + n, 0),
    close: async () => {
      ended.abort();
      await listening;
      pubsub.close();
      await bed.close();
    },
  };
}

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 2));

/** Kith at work on that contact, who has a profile that says where they work. */
export async function openTyping(worlds: Worlds, side: Side, mode: Mapping['mode']) {
  let between: (() => void) | undefined;
  const writes: string[] = [];
  const watched: Crm = {
    ...side.crm,
    write: async (patches) => {
      const own = patches.filter(({ contact }) => contact === side.contact);
      const mapped = own.flatMap((one) => Object.values(one.mapped ?? {}));
      if (mapped.length > 0) {
        const [act] = [between];
        between = undefined;
        act?.();
        writes.push(String(mapped[0]));
      }
      return side.crm.write(patches);
    },
  };
  const w = worlds.world(watched);
  const passes = () => {
    side.advance(60_000);
    w.pass(60);
  };
  await approve(w, side.field, mode);
  const saying = (employer: string) =>
    [...(side.also ? [side.also] : []), side.contact].map((contact, n) => {
      const profile = account('github', `someone${n}`, { name: `Someone ${n}`, employer });
      w.has(profile);
      return { contact, profile };
    });
  const finds = async (employer: string) => {
    passes();
    await w.resolve(...saying(employer).map(({ contact }) => contact));
    await w.work();
  };
  return {
    ...{ w, writes, shows: side.shows },
    /** Kith comes to know who it is, and what they say. */
    begins: async () => {
      const all = saying('Engines');
      for (const { contact, profile } of all) {
        await w.save({ id: contact, handles: [`github:${profile.handle}`] });
      }
      await w.work();
      for (const { contact, profile } of all) await w.say(contact, profile, 'confirmed');
      await w.work();
    },
    finds,
    types: (value: string) => {
      passes();
      side.types(value);
    },
    /** Somebody types this between Kith's next look and its write. */
    typesBetween: (value: string) => {
      between = () => {
        passes();
        side.types(value);
        passes();
      };
    },
    /** What happened is told: twice, or the latest first, where asked. */
    hears: async (how: { readonly latestFirst?: boolean } = {}) => {
      passes();
      const told = await side.told();
      const order = how.latestFirst ? told.toReversed() : told;
      const delivery = { installation: w.installation, receivedAt: w.now() };
      for (const one of order) {
        await w.deps.store.keepDeliveries([{ ...delivery, ...one } as never]);
        await w.work();
      }
      await w.work();
    },
    field: async () => (await w.record(side.contact))?.fields[0],
    trail: async () =>
      (await w.inside((v) => v.mapped.trails([side.contact]))).get(side.contact)?.[side.field],
  };
}

async function approve(w: World, field: string, mode: Mapping['mode']): Promise<void> {
  const admin = { ...w.deps, pause: () => new Promise<void>(() => undefined), offered: [] };
  const mappings = [{ fact: 'company', field, mode } as const];
  const troubles = await changeSettings(w.installation, { ...DEFAULTS, mappings }, 'ada', admin);
  if (troubles.length > 0) throw new Error(JSON.stringify(troubles));
  await w.work();
}
