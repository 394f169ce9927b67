import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { kit } from '../../../connectors/crm/hubspot/kit.ts';
import { Failure } from '../../../src/core/failure.ts';
import { EMPTIED, relabelled, tokenIn, whenConnected, whenFailing } from './sabotage.ts';
import type { Fault } from './sabotage.ts';
import { straight } from './session.ts';

/** What one can get wrong with what the CRM is asked. */
export const ASKING_FAULTS: readonly Fault[] = [
  [
    'promises what was not granted',
    whenConnected(() => ({ abilities: () => new Set(['tickets', 'lists'] as const) })),
  ],
  [
    'asks to add what it may not',
    whenConnected((_crm, session) => ({
      add: (item) => hubspot.connect({ ...session, scopes: kit.scopes }).add(item),
    })),
  ],
  [
    'takes any key',
    whenConnected((crm) => ({
      add: (item) => crm.add('key' in item ? { ...item, key: item.key.replace(/[^a-z]/g, '') || 'k' } : item),
    })),
  ],
  [
    'adds people whom it may not add',
    whenConnected((_crm, session) => ({
      addContact: (who) => hubspot.connect({ ...session, scopes: kit.scopes }).addContact(who),
    })),
  ],
  [
    'invents what nobody stated of a new contact',
    whenConnected((crm) => ({
      addContact: (who) => crm.addContact({ ...who, email: `${who.name.last}@example.com`.toLowerCase() }),
    })),
  ],
  [
    'leaves out what was stated of a new contact',
    whenConnected((crm) => {
      const short = <T extends object>({ title: _left, ...who }: T & { readonly title?: string }) => who;
      return {
        planContact: (who) => crm.planContact(short(who)),
        addContact: (who) => crm.addContact(short(who)),
      };
    }),
  ],
  [
    'plans another contact than it makes',
    whenConnected((crm) => ({
      planContact: async (who) => (await crm.planContact(who)).slice(1),
    })),
  ],
  [
    'adds people by another key each time',
    whenConnected((crm) => {
      let n = 0;
      return {
        addContact: (who) => crm.addContact({ ...who, key: `${who.key.replace(/\W/g, '_')}-${(n += 1)}` }),
      };
    }),
  ],
  [
    'makes what it only plans',
    whenConnected((crm) => ({
      planned: async () => {
        const planned = await crm.planned();
        await crm.prepare();
        return planned;
      },
    })),
  ],
  ['plans nothing', whenConnected(() => ({ planned: async () => [] }))],
  [
    'says that there is nothing around a contact when the CRM refuses',
    whenConnected((crm) => ({ around: (contact) => crm.around(contact).catch(() => []) })),
  ],
  [
    'writes all fields, not only those that changed',
    whenConnected((crm) => ({
      write: (all) => crm.write(all.map((one) => ({ ...one, fields: { ...EMPTIED, ...one.fields } }))),
    })),
  ],
  [
    'leaves fields standing that should be emptied',
    whenConnected((crm) => ({
      write: (all) =>
        crm.write(
          all.map(({ contact, fields }) => ({
            contact,
            fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
          })),
        ),
    })),
  ],
  [
    'takes a partial success for a success',
    whenConnected((crm) => ({
      write: async (all) =>
        (await crm.write(all)).map(({ contact }) => ({ contact, outcome: 'written' as const })),
    })),
  ],
  [
    'takes a refused row for a contact that is gone',
    whenConnected((crm) => ({
      write: async (all) =>
        (await crm.write(all)).map((one) =>
          one.outcome === 'refused' ? { contact: one.contact, outcome: 'contact gone' as const } : one,
        ),
    })),
  ],
  [
    'writes one contact at a time',
    whenConnected((crm) => ({
      write: async (all) => (await Promise.all(all.map((one) => crm.write([one])))).flat(),
    })),
  ],
  [
    'asks even when nothing is to be written',
    whenConnected((crm) => ({
      write: async (all) => {
        if (all.length === 0) await crm.page().catch(() => undefined);
        return crm.write(all);
      },
    })),
  ],
  [
    'invents a contact that does not exist',
    whenConnected((crm) => ({
      contacts: async (ids) => {
        const found = await crm.contacts(ids);
        const missing = ids.filter((id) => !found.some((one) => one.id === id));
        return [
          ...found,
          ...missing.map((id) => ({ id, emails: [], phones: [], handles: [], changedAt: kit.now })),
        ];
      },
    })),
  ],
  [
    'reads one contact at a time',
    whenConnected((crm) => ({
      contacts: async (ids) => (await Promise.all(ids.map((id) => crm.contacts([id])))).flat(),
    })),
  ],
  [
    'begins the pages again at their end',
    whenConnected((crm) => ({
      page: async (after) => ({ next: '0', ...(await crm.page(after)) }),
    })),
  ],
  [
    'shows only the first page',
    whenConnected((crm) => ({
      page: async (after) => ({ contacts: (await crm.page(after)).contacts }),
    })),
  ],
  [
    'makes its fields without looking',
    whenConnected((crm, session) => ({
      prepare: async () => {
        await crm.prepare();
        await fetch(`${session.app.apiBase}/crm/properties/x`, { method: 'POST' }).catch(() => undefined);
      },
    })),
  ],
  [
    'asks as soon as it is connected',
    {
      ...hubspot,
      connect: (session) => {
        void fetch(session.app.apiBase).catch(() => undefined);
        return hubspot.connect(session);
      },
    },
  ],
  [
    'goes around the gate',
    { ...hubspot, connect: (session) => hubspot.connect({ ...session, pass: straight }) },
  ],
  ['takes a refusal of the token for one of the question', relabelled('unauthorized', 'rejected')],
  ['takes forbidden for absent', relabelled('forbidden', 'rejected')],
  ['takes too often for a broken server', relabelled('rate-limited', 'unavailable')],
  ['takes a broken server for a refusal', relabelled('unavailable', 'rejected')],
  [
    'takes an unknown shape for nobody',
    whenConnected((crm) => ({
      contacts: (ids) =>
        crm.contacts(ids).catch((error: unknown) => {
          if (error instanceof Failure && error.kind === 'malformed') return [];
          throw error;
        }),
    })),
  ],
  [
    'forgets how long to wait',
    whenFailing((error) => (error instanceof Failure ? new Failure(error.kind, error.message) : error)),
  ],
  [
    'waits milliseconds where seconds were asked',
    whenFailing((error) =>
      error instanceof Failure
        ? new Failure(error.kind, error.message, { retryAfterMs: (error.retryAfterMs ?? 0) / 1000 })
        : error,
    ),
  ],
  [
    'lets the token into an error',
    tokenIn((message, token) => new Failure('rejected', `${message} ${token}`)),
  ],
  [
    'lets the token into the cause of an error',
    tokenIn(
      (message, token) => new Failure('rejected', message, { cause: { headers: { authorization: token } } }),
    ),
  ],
  [
    'lets the secret into an error of the token endpoint',
    {
      ...hubspot,
      refresh: (app, ...rest) =>
        hubspot.refresh(app, ...rest).catch((error: unknown) => {
          if (!(error instanceof Failure)) throw error;
          throw new Failure(error.kind, `${error.message} ${app.clientSecret}`, {
            retryAfterMs: error.retryAfterMs,
          });
        }),
    },
  ],
  [
    'takes an uninstalled app for a passing trouble',
    {
      ...hubspot,
      refresh: (...args) =>
        hubspot.refresh(...args).catch((error: unknown) => {
          throw error instanceof Failure && error.kind === 'unauthorized'
            ? new Failure('unavailable', error.message)
            : error;
        }),
    },
  ],
  [
    'lets tokens live for ever',
    {
      ...hubspot,
      refresh: async (...args) => ({
        ...(await hubspot.refresh(...args)),
        expiresAt: new Date('2100-01-01'),
      }),
    },
  ],
  [
    'redeems without the verifier',
    {
      ...hubspot,
      redeem: (app, pass, answer, now) => hubspot.redeem(app, pass, { ...answer, verifier: '' }, now),
    },
  ],
  [
    'puts the secret into the address of the authorisation page',
    {
      ...hubspot,
      authorizeUrl: (app, ask) => `${hubspot.authorizeUrl(app, ask)}&client_secret=${app.clientSecret}`,
    },
  ],
  [
    'forgets the state',
    {
      ...hubspot,
      authorizeUrl: (app, ask) => hubspot.authorizeUrl(app, { ...ask, state: '' }),
    },
  ],
];
