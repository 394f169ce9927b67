import type { ContactId, InstallationId, NetworkId } from '../core/ids.ts';
import type { ProfileKey } from '../core/profile.ts';
import type { Crm, CrmConnector } from '../ports/crm.ts';
import type { CallBudget } from '../ports/governance.ts';
import type { Weigh } from '../ports/attention.ts';
import type { Teach } from '../ports/own-labels.ts';
import type { Webhooks } from '../ports/outgoing-events.ts';
import type { JobName, JobPayload } from '../ports/queue.ts';
import type { Store } from '../ports/store.ts';
import type { Hubs } from '../ports/subscriptions.ts';
import type { FindDeps } from './find-profiles.ts';
import { weighAttention } from './attention/weigh.ts';
import { deliver } from './deliver.ts';
import { deriveContact } from './derive.ts';
import { importPage } from './import-contacts.ts';
import { learn } from './learn.ts';
import { addPerson } from './listening/add-person.ts';
import { gather } from './listening/gather.ts';
import { listen } from './listening/listen.ts';
import { lookAtMention } from './mention-checked.ts';
import { notify } from './notify.ts';
import { relabelPage } from './own-labels/relabel.ts';
import { teachOwnLabels } from './own-labels/teach.ts';
import { readToldOf } from './told-of.ts';
import { recheckPage } from './recheck.ts';
import { deriveAllRecords, deriveRecord } from './record.ts';
import { resolveContact } from './resolve.ts';
import { takeIn } from './take-in.ts';
import { act } from './rules/act.ts';
import { replayPage } from './rules/dry-run.ts';
import { meetWaiting } from './rules/meet-rules.ts';
import { subscribe } from './subscriptions.ts';
import { refetch, tend } from './tend.ts';
import type { Manners } from './tend.ts';
import { paidNetworks } from './spend.ts';
import { leave, purgeEnded } from './uninstall.ts';
import type { LeaveDeps } from './uninstall.ts';
import { lookBack } from './typed-between.ts';
import { understandProfile } from './understand.ts';
import { warn } from './warning/warn.ts';
import { whileInstalled } from './while-installed.ts';
import { askBulk } from './write-bulk.ts';
import { writePatches } from './write-patches.ts';

export type FlowDeps = FindDeps & {
  readonly store: Store;
  readonly manners: ReadonlyMap<NetworkId, Manners>;
  readonly crms: ReadonlyMap<string, CrmConnector>;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly titles: ReadonlyMap<string, string>;
  readonly budget: CallBudget;
  readonly webhooks: Webhooks;
  readonly hubs: Hubs;
  readonly teach: Teach;
  readonly weigh: Weigh;
  /** Ends an installation on the CRM's side. */
  readonly leaving: LeaveDeps['leaving'];
  readonly forget: (installation: InstallationId, contact: ContactId) => void;
};

const profileOf = ({ network, profile: id }: JobPayload<'refetch'>): ProfileKey => ({ network, id });

type Handlers = { readonly [N in JobName]: (job: JobPayload<N>) => Promise<void> };

/** What each station of the way does with its job. */
export function handlers(deps: FlowDeps): Handlers {
  return whileInstalled(stations(deps), deps.store);
}

function stations(deps: FlowDeps): Handlers {
  const paying = (installation: InstallationId) => ({ ...deps, networks: paidNetworks(installation, deps) });
  return {
    normalise: (job) => takeIn(job.installation, deps),
    import: (job) => importPage(job.installation, job.after, deps),
    recheck: (job) => recheckPage(job, deps),
    history: (job) => lookBack(job.installation, job.contacts, undefined, deps),
    resolve: (job) => resolveContact(job.installation, job.contact, paying(job.installation), job.only),
    derive: (job) => deriveContact(job.installation, job.contact, deps),
    learn: (job) => learn(job.installation, deps),
    teach: (job) => teachOwnLabels(job.installation, deps),
    relabel: (job) => relabelPage(job, deps),
    understand: (job) => understandProfile(job.installation, profileOf(job), paying(job.installation)),
    listen: (job) => listen(job.installation, paying(job.installation)),
    gather: (job) => gather(job, deps),
    add: (job) => addPerson(job, deps),
    tend: (job) => tend(job.installation, deps),
    warn: (job) => warn(job.installation, deps),
    weigh: (job) => weighAttention(job.installation, deps),
    refetch: (job) => refetch(job.installation, profileOf(job), paying(job.installation)),
    read: (job) => readToldOf(job, paying(job.installation)),
    subscribe: (job) => subscribe(job.installation, profileOf(job), deps),
    mention: (job) => lookAtMention(job.installation, job.mention, deps),
    record: (job) => deriveRecord(job.installation, job.contact, deps),
    records: (job) => deriveAllRecords(job.installation, job.after, deps),
    patch: (job) => writePatches(job, deps),
    bulk: (job) => askBulk(job.installation, job.job, deps),
    notify: (job) => notify(job.installation, deps),
    meet: (job) => meetWaiting(job.installation, deps),
    act: (job) => act(job, deps),
    replay: (job) => replayPage(job, deps),
    deliver: (job) => deliver(job, deps),
    leave: ({ installation, ...how }) => leave(installation, how, deps),
    purge: (job) => purgeEnded(job.installation, deps),
  };
}
