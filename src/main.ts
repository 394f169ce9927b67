import { join } from 'node:path';
import { CRMS, NETWORKS } from '../connectors/index.ts';
import { now, pause } from './clock.ts';
import type { Config } from './config.ts';
import { consentClausesOf, unframedOf } from './core/governance/matching.ts';
import { connect, connectedCrms, derivedFrom, installsOf } from './crms.ts';
import { handlers } from './flows/handlers.ts';
import type { FlowDeps } from './flows/handlers.ts';
import { freePort } from './free-port.ts';
import { openHttp } from './http/app.ts';
import { openConsole } from './http/console.ts';
import type { HttpSettings } from './http/deps.ts';
import { listen } from './http/listen.ts';
import { openViews } from './http/views.ts';
import { listenToAll } from './listen-to-all.ts';
import { openNetworks } from './networks.ts';
import { openHubs, reachedAt } from './outbound/hubs.ts';
import { openLanguageModel } from './outbound/language-model.ts';
import { isLoopback } from './outbound/loopback.ts';
import { titlesOf } from './outbound/networks.ts';
import { openWebhooks } from './outbound/webhooks.ts';
import type { Log } from './ports/runtime.ts';
import type { Sample } from './sandbox/sample.ts';
import { openStorage } from './storage/open.ts';
import type { Storage } from './storage/open.ts';
import { useCasesOf } from './use-cases.ts';
import { startWorkers } from './workers/run.ts';
import { teach } from './workers/teach.ts';
import { weigh } from './workers/weigh.ts';

export interface Kith {
  /** What a person opens; it carries the access key where one is needed. */
  readonly url: string;
  readonly sample: boolean;
  /** Stops taking requests, lets what is under way end, and closes the database last. */
  close(): Promise<void>;
}

/** What was opened, closed in the opposite order. */
function openings() {
  const open: (() => Promise<void>)[] = [];
  return {
    add: (close: () => Promise<void>) => open.push(close),
    close: async () => {
      for (const end of open.splice(0).toReversed()) await end();
    },
  };
}

/** Wires config → storage → connectors → http + workers, and runs until it is closed. */
export async function startKith(config: Config, log: Log): Promise<Kith> {
  const opened = openings();
  try {
    const storage = await openStorage({ ...config, log });
    opened.add(() => storage.close());
    const port = config.port === 0 ? await freePort(config.host) : config.port;
    const publicUrl = config.publicUrl ?? `http://${config.host}:${port}`;
    const sample = (await needsSample(config, storage)) ? await sampleAt(publicUrl, config, log) : undefined;
    if (sample) {
      opened.add(() => sample.close());
      await forgetEarlierSamples(storage);
    }
    const url = await serve({ ...config, port, publicUrl }, storage, sample, log, opened);
    await sample?.connect(url);
    return {
      url: sample ? url : `${config.publicUrl ?? url}/?key=${accessKey(storage)}`,
      sample: sample !== undefined,
      close: opened.close,
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** What plays the CRMs and the networks is large, and loaded only where it plays. */
async function sampleAt(publicUrl: string, { dataDirectory }: Config, log: Log): Promise<Sample> {
  const { openSample } = await import('./sandbox/sample.ts');
  return openSample({ now, pause, log, publicUrl, cache: join(dataDirectory, 'built') });
}

type Settled = Config & { readonly publicUrl: string };

const CRM_BY_ID = new Map(CRMS.map((crm) => [crm.id, crm]));
const TERMS = { unframed: unframedOf(NETWORKS), consentClauses: consentClausesOf(NETWORKS) };

async function serve(
  config: Settled,
  storage: Storage,
  sample: Sample | undefined,
  log: Log,
  opened: ReturnType<typeof openings>,
): Promise<string> {
  const { store, boss } = storage;
  const { gate, offered, listened, ...finding } = openNetworks(config, log, sample);
  opened.add(() => gate.close());
  const titles = titlesOf(finding.grammars);
  const views = openViews({ ...{ store, titles, now }, ...TERMS });
  const crms = connectedCrms(config, storage.secret, sample);
  const { sessions, ...manners } = connect(crms, gate, storage, log);
  opened.add(() => manners.budget.close());
  const webhooks = webhooksOf(config, log, sample !== undefined);
  opened.add(() => webhooks.close());
  const hubs = openHubs(gate, sample ? undefined : reachedAt(config.publicUrl));
  const flows: FlowDeps = {
    ...{ ...finding, store, titles, crmOf: sessions.crmOf, forget: views.forget, webhooks, hubs, ...manners },
    ...{ teach, weigh, crms: CRM_BY_ID },
  };
  const workers = await startWorkers({ boss, handlers: handlers(flows), log, now });
  opened.add(() => workers.stop());
  await tendAll(store);
  const listening = listenToAll({ store, log, now, pause, listen: sessions.listen, networks: listened });
  opened.add(() => listening.stop());
  const model = modelOf(config, log, opened, sample !== undefined);
  const deps = {
    ...{ store, crms, crmOf: sessions.crmOf, views, titles, log, now, pause },
    ...{ progress: storage.progress, queueReady: storage.queueReady },
    ...useCasesOf({ ...flows, pause, offered, stuck: storage.stuck, model }),
    installs: installsOf({ crms, gate, storage, sample: sample !== undefined, ...sessions }),
    settings: settingsOf(config, storage, sample),
  };
  const served = await listen(openHttp(deps, await openConsole()), config.port, config.host);
  opened.add(() => served.close());
  return served.url;
}

/** From the sample workspace nothing leaves this machine, to no language model either. */
function modelOf(
  { model: config }: Settled,
  log: Log,
  opened: ReturnType<typeof openings>,
  onlyHere: boolean,
) {
  if (!config || (onlyHere && !isLoopback(config.url))) return undefined;
  const model = openLanguageModel(config, { now, pause, log });
  opened.add(() => model.close());
  return model;
}

function webhooksOf({ publicUrl }: Settled, log: Log, onlyHere: boolean) {
  return openWebhooks({ now, pause, log, publicUrl, onlyHere });
}

function settingsOf(config: Settled, storage: Storage, sample: Sample | undefined): HttpSettings {
  return {
    secret: storage.secret,
    accessKey: sample ? undefined : accessKey(storage),
    publicUrl: config.publicUrl,
    ...(config.proxies > 0 && { trustProxy: config.proxies }),
    openInstalls: config.openInstalls,
    simulators: sample?.simulators,
  };
}

/** The sample workspace opens when nobody configured or connected a CRM. */
async function needsSample(config: Config, { store }: Storage): Promise<boolean> {
  if (config.crmApps.size > 0) return false;
  const installations = await store.installations();
  return installations.every((one) => one.sample || one.status !== 'active');
}

/** A sample portal lives in memory: what was kept for an earlier one is of no use, and goes before anybody works on it. */
async function forgetEarlierSamples({ store }: Storage): Promise<void> {
  const earlier = (await store.installations()).filter((one) => one.sample);
  for (const { id } of earlier) await store.purge(id);
}

function accessKey({ secret }: Storage): string {
  return derivedFrom(secret, 'access key');
}

/** Whoever was installed under an earlier Kith is looked after too, and whoever has left is purged in time. */
async function tendAll(store: Storage['store']): Promise<void> {
  for (const { id: installation, status } of await store.installations()) {
    const job = status === 'active' ? 'tend' : 'purge';
    await store.inside(installation, (w) =>
      w.enqueue(job, [{ installation }], { key: job, afterSeconds: 60 }),
    );
  }
}
