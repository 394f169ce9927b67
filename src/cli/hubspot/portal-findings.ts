import type { Connection } from '../../flows/connections.ts';
import { lackingIn } from './lacking.ts';

/** One thing about a portal. */
export interface Finding {
  readonly what: string;
  /** `note`: worth knowing, and nobody has to do anything. `trouble`: somebody has to. */
  readonly state: 'well' | 'note' | 'trouble';
  /** What was seen; after trouble also what to do. */
  readonly says: string;
}

interface Looked {
  readonly now: Date;
  /** Where a browser reaches Kith; empty where nobody said it. */
  readonly at: string;
}

/** Purging is a job: it takes its time, and Kith may be starting. */
const LATE_MS = 3_600_000;

/** All that there is to say of a portal, and what to do where something is wrong. */
export function portalFindings(connection: Connection, looked: Looked): readonly Finding[] {
  if (connection.installation.status === 'uninstalled') return [uninstalled(connection, looked)];
  return [
    ...scopes(connection, looked),
    writing(connection, looked),
    contacts(connection),
    calls(connection, looked),
    lastEvent(connection),
    work(connection),
  ];
}

function uninstalled({ installation: { purgeAt } }: Connection, { now, at }: Looked): Finding {
  const what = 'Uninstalled';
  const when = purgeAt ? `on ${minute(purgeAt)}` : 'in time';
  if (purgeAt && now.getTime() > purgeAt.getTime() + LATE_MS) {
    const says = `what is kept should have been purged ${when}: start Kith, which does it`;
    return { what, state: 'trouble', says };
  }
  const says = `everything is purged ${when}; whoever installs at ${at}/install/hubspot before finds it again`;
  return { what, state: 'note', says };
}

function scopes({ scopes: granted }: Connection, { at }: Looked): readonly Finding[] {
  const what = 'Scopes';
  if (!granted) {
    const says = `HubSpot gives no access any more: connect again at ${at}/install/hubspot`;
    return [{ what, state: 'trouble', says }];
  }
  const lacking = lackingIn(granted, at);
  if (lacking.length === 0) return [{ what, state: 'well', says: `all ${granted.length} are granted` }];
  return lacking.map(({ required, says }) => ({ what, state: required ? 'trouble' : 'note', says }));
}

function writing({ governance: { approval } }: Connection, { at }: Looked): Finding {
  const what = 'Writing';
  if (approval) return { what, state: 'well', says: `approved since ${minute(approval.at)}` };
  const says = `nobody approved: look at the preview at ${at}/settings, and approve it there`;
  return { what, state: 'trouble', says };
}

function contacts({ health: { contacts, resolved, waiting } }: Connection): Finding {
  const says = `${count(contacts)} read, ${count(resolved)} looked for on the networks; ${count(waiting)} jobs wait`;
  return { what: 'Contacts', state: 'well', says };
}

function calls({ usedToday, governance, spent }: Connection, { at }: Looked): Finding {
  const what = 'Calls today';
  if (spent !== undefined) {
    return { what, state: 'note', says: `${spent} More a day can be allowed at ${at}/settings` };
  }
  const { callsPerDay } = governance.settings;
  const left = callsPerDay - usedToday;
  const says = `${count(usedToday)} of ${count(callsPerDay)} are used, ${count(left)} are left`;
  return { what, state: 'well', says };
}

function lastEvent({ health: { lastDelivery } }: Connection): Finding {
  const what = 'Last event';
  if (lastDelivery) return { what, state: 'well', says: minute(lastDelivery) };
  return { what, state: 'note', says: 'none yet: it comes when somebody changes a contact' };
}

function work({ failed: { deliveries, jobs }, health: { lastError } }: Connection): Finding {
  const what = 'Failed work';
  const seen = [
    ...(deliveries > 0 ? [`deliveries that failed: ${count(deliveries)}`] : []),
    ...(jobs > 0 ? [`jobs that were given up: ${count(jobs)}`] : []),
    ...(lastError === undefined ? [] : [`last trouble: ${lastError}`]),
  ];
  if (seen.length === 0) return { what, state: 'well', says: 'none' };
  const cure =
    deliveries + jobs > 0
      ? '`kith deliveries` lists it, `kith deliveries replay ID` tries again'
      : 'correct what it names in HubSpot';
  return { what, state: 'trouble', says: `${seen.join('; ')}. To do: ${cure}` };
}

const count = (n: number) => n.toLocaleString('en');

/** `2026-11-26 09:30 UTC`. */
export const minute = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
