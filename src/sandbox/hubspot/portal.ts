import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Express } from 'express';
import { Contacts } from './contacts.ts';
import type { PortalContact, Values } from './contacts.ts';
import { Deliveries } from './deliveries.ts';
import type { DeliveryCounts, Mischief } from './deliveries.ts';
import { deskRoutes } from './desk.ts';
import { OAuth } from './oauth.ts';
import { objectRoutes } from './objects.ts';
import { openProperties } from './properties.ts';
import type { Properties } from './properties.ts';
import type { AppProject } from './record-page/extensions.ts';
import { PortalRefusal, answerRefusals } from './refusal.ts';
import { schemaRoutes } from './schemas.ts';
import { openTraffic } from './traffic.ts';
import type { Traffic } from './traffic.ts';

export interface PortalOptions {
  readonly portalId: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly now: () => Date;
  /** On the loopback interface; 0 or absent: any free one. */
  readonly port?: number;
  /** The app's PUBLIC webhook address: posted to, and signed. May be told later (`portal.webhookUrl`). */
  readonly webhookUrl?: string;
  /** The contacts that are there at the beginning, of which nothing is told. The same seeds get the same ids. */
  readonly contacts?: readonly Values[];
  /** Exact redirect URLs of the app; absent: any on this machine. */
  readonly redirectUrls?: readonly string[];
  /** Kith's page of a contact, linked from the simulator's. */
  readonly recordUrl?: (id: string) => string;
  readonly appId?: number;
  /** The app's developer project: its cards run on the record pages. Absent: no cards. */
  readonly app?: AppProject;
  /** Properties whose changes the app subscribes to; those that Kith reads unless told. */
  readonly subscribed?: readonly string[];
  readonly limit?: { readonly requests: number; readonly perSeconds: number };
  readonly tokenSeconds?: number;
  readonly gatherMs?: number;
  readonly retryMs?: number;
  readonly timeoutMs?: number;
}

const SUBSCRIBED = [
  'firstname',
  'lastname',
  'email',
  'hs_additional_emails',
  'phone',
  'mobilephone',
  'company',
  'jobtitle',
  'city',
  'state',
  'country',
  'website',
  'twitterhandle',
  'hs_linkedin_url',
  'hs_facebookid',
  'linkedinbio',
  'twitterbio',
];

interface Parts {
  readonly contacts: Contacts;
  readonly properties: Properties;
  readonly oauth: OAuth;
  readonly traffic: Traffic;
  readonly deliveries: Deliveries;
}

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
    return this.#parts.contacts.create(properties, 'CRM_UI');
  }
  edit(id: string, properties: Values): PortalContact {
    return this.#parts.contacts.edit(id, properties, 'CRM_UI');
  }
  get(id: string): PortalContact | undefined {
    return this.#parts.contacts.get(id);
  }
  list(): readonly PortalContact[] {
    return this.#parts.contacts.list();
  }
  /** @returns the new record that both became */
  merge(primary: string, other: string): PortalContact {
    return this.#parts.contacts.merge(primary, other);
  }
  remove(id: string): void {
    this.#parts.contacts.remove(id);
  }
  restore(id: string): PortalContact {
    return this.#parts.contacts.restore(id);
  }
  erase(id: string): void {
    this.#parts.contacts.erase(id);
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
  /** Ends when all that happened was delivered, or given up. */
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
  const parts = open(options);
  const server = createServer(appOf(options, parts));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return new Portal(options.portalId, parts, server);
}

function open(options: PortalOptions): Parts {
  const { portalId, clientId, clientSecret, now } = options;
  const oauth = new OAuth({
    portalId,
    clientId,
    clientSecret,
    now,
    redirectUrls: options.redirectUrls,
    tokenSeconds: options.tokenSeconds ?? 1_800,
  });
  const deliveries = new Deliveries({
    portalId,
    clientSecret,
    now,
    appId: options.appId ?? 1,
    gatherMs: options.gatherMs ?? 50,
    retryMs: options.retryMs ?? 200,
    timeoutMs: options.timeoutMs ?? 5_000,
    subscribed: new Set(options.subscribed ?? SUBSCRIBED),
  });
  deliveries.target = options.webhookUrl;
  const properties = openProperties();
  const contacts = new Contacts({
    properties,
    now,
    seed: options.contacts ?? [],
    tell: (change, source) => {
      if (oauth.installed()) deliveries.tell(change, source);
    },
  });
  const traffic = openTraffic({ now, ...(options.limit ?? { requests: 110, perSeconds: 10 }) });
  return { contacts, properties, oauth, traffic, deliveries };
}

/** Paths of the API that exist, so that another method on one is 405 and not 404. */
const EXIST = [
  /^\/oauth\/2026-09\/token$/,
  /^\/crm\/objects\/2026-09\/contacts(\/batch\/(read|update)|\/gdpr-delete|\/\d+)?$/,
  /^\/crm\/properties\/2026-09\/contacts(\/groups|\/batch\/create|\/[a-z0-9_]+)?$/,
];

function appOf(options: PortalOptions, { contacts, properties, oauth, traffic }: Parts): Express {
  const { portalId, clientSecret, now, recordUrl, appId = 1, app: project } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_req, res, next) => {
    res.set('X-Simulator', 'HubSpot simulator: sample data');
    next();
  });
  app.use(oauth.routes());
  app.use('/crm', traffic.limit);
  app.use(express.json({ limit: '3mb' }));
  app.use(objectRoutes({ contacts, properties, oauth, now }));
  app.use(schemaRoutes(properties, oauth, now));
  const installed = () => oauth.installed();
  const shown = { portalId, contacts, properties, recordUrl, clientSecret, appId, now, installed };
  app.use(deskRoutes({ ...shown, app: project }));
  app.use((req) => {
    const exists = EXIST.some((path) => path.test(req.path));
    throw exists
      ? new PortalRefusal(405, 'METHOD_NOT_ALLOWED', `${req.method} is not allowed here`)
      : new PortalRefusal(404, 'NOT_FOUND', 'There is no such path');
  });
  app.use(answerRefusals);
  return app;
}
