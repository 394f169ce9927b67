import type { InstallationId } from '../../core/ids.ts';
import type { Rule, WantedRule } from '../../core/rules/rule.ts';
import type { Crm } from '../../ports/crm.ts';
import type { Done, Match } from '../../ports/rules.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store, Workspace } from '../../ports/store.ts';
import { dryRun } from './dry-run.ts';
import type { Foreseen } from './dry-run.ts';
import { troubleWith, troubleInside } from './trouble.ts';
import type { Speaking } from '../say.ts';

interface Deps extends Speaking {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly now: Now;
}

/** Why something was not done, for the admin. */
interface Refused {
  readonly refused: string;
}

/** What undoing a rule came to. */
export interface Undone {
  /** Contacts whose fields are given back as they were before. */
  readonly contacts: number;
  /** What cannot be taken back, the newest first. */
  readonly stays: readonly Done[];
}

/** What an admin does with the rules of an installation. `undefined`: there is none of this id. */
export interface Rules {
  list(at: InstallationId): Promise<readonly Rule[]>;
  /** @throws Failure when the CRM has to be asked and does not answer. */
  make(at: InstallationId, rule: WantedRule, by: string): Promise<Refused | Rule>;
  /** It is a draft again. @throws Failure as `make` */
  change(at: InstallationId, id: string, rule: WantedRule, by: string): Promise<Refused | Rule | undefined>;
  /** @throws Failure as `make` */
  dryRun(at: InstallationId, id: string): Promise<Refused | Foreseen | undefined>;
  /** @param replay also acts on what is kept of the last 30 days, as the dry run foresaw. */
  publish(
    at: InstallationId,
    id: string,
    how: { readonly replay: boolean; readonly by: string },
  ): Promise<Refused | Rule | undefined>;
  switchOff(at: InstallationId, id: string, by: string): Promise<Rule | undefined>;
  /** Switches it off, and gives every field back that it had set, unless somebody changed it since. */
  undo(at: InstallationId, id: string, by: string): Promise<Undone | undefined>;
  matches(at: InstallationId, id: string, limit: number): Promise<readonly Match[]>;
}

export function openRules(deps: Deps): Rules {
  const { store, now } = deps;
  return {
    list: (at) => store.inside(at, (w) => w.rules.all()),
    make: async (at, rule, by) => {
      const refused = await troubleWith(at, rule, deps);
      return refused ? { refused } : store.inside(at, (w) => w.rules.make(rule, by, now()));
    },
    change: async (at, id, rule, by) => {
      const refused = await troubleWith(at, rule, deps);
      return refused ? { refused } : store.inside(at, (w) => w.rules.change(id, rule, by));
    },
    dryRun: (at, id) =>
      store.inside(at, async (w) => {
        const rule = await w.rules.hold(id);
        if (!rule) return undefined;
        const foreseen = await dryRun(w, rule, { now: now(), speaking: deps, crmOf: deps.crmOf });
        if ('dryRun' in foreseen) await w.rules.keepDryRun(id, foreseen.dryRun);
        return foreseen;
      }),
    publish: (at, id, how) => store.inside(at, (w) => publish(w, id, how, now())),
    switchOff: (at, id, by) =>
      store.inside(at, async (w) => {
        if (await w.rules.hold(id)) await w.rules.turn(id, 'off', by, now());
        return w.rules.find(id);
      }),
    undo: (at, id, by) => store.inside(at, (w) => undo(w, id, by, now())),
    matches: (at, id, limit) => store.inside(at, (w) => w.rules.matches(id, limit)),
  };
}

async function publish(
  w: Workspace,
  id: string,
  { replay, by }: { readonly replay: boolean; readonly by: string },
  now: Date,
): Promise<Refused | Rule | undefined> {
  const rule = await w.rules.hold(id);
  if (!rule) return undefined;
  if (!rule.dryRun) return { refused: 'Look at a dry run of the rule as it is first.' };
  if (!(await w.governance.read()).approval) {
    return { refused: 'No admin has let Kith write into the CRM yet.' };
  }
  const refused = await troubleInside(w, rule);
  if (refused !== undefined) return { refused };
  await w.rules.turn(id, 'on', by, now);
  if (replay) await w.enqueue('replay', [{ installation: w.installation, rule: id }], { key: id });
  return w.rules.find(id);
}

const SHOWN = 500;

async function undo(w: Workspace, id: string, by: string, now: Date): Promise<Undone | undefined> {
  if (!(await w.rules.hold(id))) return undefined;
  await w.rules.turn(id, 'off', by, now);
  const contacts = await w.rules.undoFields(id);
  const { installation } = w;
  for (const contact of contacts) await w.enqueue('record', [{ installation, contact }], { key: contact });
  return { contacts: contacts.length, stays: await w.rules.made(id, SHOWN) };
}
