import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appOf } from './app.ts';
import type { PortalContact } from './contacts.ts';
import type { DeliveryCounts, Mischief } from './deliveries.ts';
import type { PortalList } from './lists.ts';
import type { TypeName } from './object-types.ts';
import type { PortalOptions } from './options.ts';
import { openParts } from './parts.ts';
import type { Parts } from './parts.ts';
import type { Rule } from './properties.ts';
import type { Property } from './property.ts';
import type { PortalRecord, Values } from './records.ts';
import type { Strike } from './traffic.ts';

export type { PortalOptions } from './options.ts';

/** A simulated HubSpot portal. What is done to it directly is what people do in it; refusals are `PortalRefusal`s. */
export class Portal {
  /** `http://127.0.0.1:<port>`: its API, its authorisation page and its pages for people. */
  readonly url: string;
  readonly portalId: number;
  readonly #parts: Parts;
  readonly #server: Server;

  constructor(portalId: number, parts: Parts, server: Server) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.portalId = portalId;
    this.#parts = parts;
    this.#server = server;
  }

  /** The app's PUBLIC webhook address; undefined: nobody is told. */
  get webhookUrl(): string | undefined {
    return this.#parts.deliveries.target;
  }
  set webhookUrl(url: string | undefined) {
    this.#parts.deliveries.target = url;
  }

  get mischief(): Mischief {
    return this.#parts.deliveries.mischief;
  }
  set mischief(mischief: Mischief) {
    this.#parts.deliveries.mischief = mischief;
  }

  create(properties: Values): PortalContact {
    return this.#parts.records.contacts.create(properties, 'CRM_UI');
  }
  edit(id: string, properties: Values): PortalContact {
    return this.#parts.records.contacts.edit(id, properties, 'CRM_UI');
  }
  get(id: string): PortalContact | undefined {
    return this.#parts.records.contacts.get(id);
  }
  list(): readonly PortalContact[] {
    return this.#parts.records.contacts.list();
  }
  /** @returns the new record that both became */
  merge(primary: string, other: string): PortalContact {
    return this.#parts.records.contacts.merge(primary, other);
  }
  remove(id: string): void {
    this.#parts.records.contacts.remove(id);
  }
  restore(id: string): PortalContact {
    return this.#parts.records.contacts.restore(id);
  }
  erase(id: string): void {
    this.#parts.records.contacts.erase(id);
  }

  /** A company, deal, ticket, task or note of these contacts, as a person made it so many minutes ago. */
  add(type: TypeName, properties: Values, contacts: readonly string[], minutesAgo = 0): PortalRecord {
    const { records, associations, now } = this.#parts;
    const at = new Date(now().getTime() - minutesAgo * 60_000);
    const record = records[type].create(properties, 'CRM_UI', at);
    for (const contact of contacts) associations.join(type, record.id, 'contacts', contact);
    return record;
  }
  records(type: TypeName): readonly PortalRecord[] {
    return this.#parts.records[type].list();
  }
  properties(type: TypeName): readonly Property[] {
    return this.#parts.records[type].properties.all();
  }
  groups(type: TypeName): readonly string[] {
    return this.#parts.records[type].properties.groups().map(({ name }) => name);
  }
  lists(): readonly PortalList[] {
    return this.#parts.lists.all();
  }
  makeList(name: string): PortalList {
    return this.#parts.lists.make(name, '0-1', 'MANUAL');
  }
  /** An administrator makes a rule for the values of a contact's property; it holds for apps too. */
  demand(property: string, rule: Rule): void {
    this.#parts.records.contacts.properties.demand(property, rule);
  }
  /** The next requests that fit fail. */
  strike(strike: Strike): void {
    this.#parts.traffic.strike(strike);
  }

  installed(): boolean {
    return this.#parts.oauth.installed();
  }
  /** An administrator removes the app: its tokens are dead, and nothing is told any more. */
  uninstall(): void {
    this.#parts.oauth.uninstall();
  }
  /** How often each part of the API was asked, as `METHOD /path`. */
  requests(): Readonly<Record<string, number>> {
    return this.#parts.traffic.requests();
  }
  deliveries(): DeliveryCounts {
    return this.#parts.deliveries.counts();
  }
  /** Ends when all that is due by the clock was delivered; what failed waits for its next attempt. */
  settled(): Promise<void> {
    return this.#parts.deliveries.settled();
  }

  async close(): Promise<void> {
    await this.#parts.deliveries.close();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}

/** Starts a simulated portal on the loopback interface. Changes are told once the app is installed. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const parts = openParts(options);
  const server = createServer(appOf(options, parts));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return new Portal(options.portalId, parts, server);
}
