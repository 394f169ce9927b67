import { Failure } from '../core/failure.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Crm, CrmApp, CrmConnector, CrmSession } from '../ports/crm.ts';
import type { Heard } from '../ports/crm-traffic.ts';
import type { Now } from '../ports/runtime.ts';
import type { CallBudget } from '../ports/governance.ts';
import type { Limits } from '../ports/outgoing.ts';
import type { Installation, Store } from '../ports/store.ts';
import { counted } from './call-budget.ts';
import type { Gate } from './gate.ts';
import { tokenKeeper } from './tokens.ts';
import type { TokenKeeper, Tokens } from './tokens.ts';

export type ConnectedCrms = ReadonlyMap<string, { readonly connector: CrmConnector; readonly app: CrmApp }>;

interface Deps {
  readonly crms: ConnectedCrms;
  readonly gate: Pick<Gate, 'pass'>;
  readonly store: Store;
  readonly now: Now;
  /** How a grant is written into the vault and read from it. */
  readonly grants: {
    readonly name: string;
    readonly read: (text: string) => Tokens & { readonly scopes: readonly string[] };
    readonly write: (grant: Tokens & { readonly scopes: readonly string[] }) => string;
  };
  readonly budget: CallBudget;
  /** The CRM said that it knows the grant no longer: Kith was uninstalled there. */
  readonly onEnded: (installation: InstallationId) => Promise<void>;
}

export interface Sessions {
  /** The CRM of an installation. @throws Failure `unauthorized` when it is not connected or was uninstalled. */
  crmOf(installation: InstallationId): Promise<Crm>;
  /** As the connector's `listen`; undefined at once where the CRM calls us instead. @throws Failure */
  listen(
    installation: InstallationId,
    from: string | undefined,
    hear: (heard: readonly Heard[], position: string) => Promise<void>,
    signal: AbortSignal,
  ): Promise<'ended' | 'lost' | undefined>;
  /** Installed again: what is held of its session is dropped. */
  forget(installation: InstallationId): void;
}

/** One session per installation, made when it is first needed, with tokens from the vault. */
export function openSessions(deps: Deps): Sessions {
  const held = new Map<InstallationId, Crm>();
  const tokens = keeper(deps);
  return {
    crmOf: async (id) => {
      const there = held.get(id);
      if (there) return there;
      const { connector, session } = await sessionOf(id, tokens, deps);
      const crm = connector.connect(session);
      held.set(id, crm);
      return crm;
    },
    listen: async (id, from, hear, signal) => {
      const { connector, session } = await sessionOf(id, tokens, deps);
      return connector.listen?.(session, from, hear, signal);
    },
    forget: (id) => {
      held.delete(id);
      tokens.forget(id);
    },
  };
}

async function sessionOf(id: InstallationId, tokens: TokenKeeper, deps: Deps) {
  const { now, gate, budget } = deps;
  const { installation, connector, app } = await lookUp(id, deps);
  const session: CrmSession = {
    ...{ app, account: installation.account, now },
    pass: counted(gate.pass, id, budget),
    scopes: (await grantOf(id, deps))?.scopes ?? [],
    token: () => tokens.token(id),
    renew: (refused) => tokens.renew(id, refused),
    base: async () => (await tokens.base(id)) ?? app.apiBase,
    saw: (usage) => budget.saw(id, usage),
  };
  return { connector, session };
}

async function lookUp(id: InstallationId, { store, crms }: Deps) {
  const installation: Installation | undefined = (await store.installations()).find((one) => one.id === id);
  const crm = installation && crms.get(installation.crm);
  if (installation?.status !== 'active' || !crm) {
    throw new Failure(
      'unauthorized',
      `${id} is not connected; open /install/${id.split('-')[0]} to connect it again`,
    );
  }
  return { installation, ...crm };
}

function grantOf(id: InstallationId, { store, grants }: Deps) {
  return store.inside(id, async (w) => {
    const text = await w.secrets.read(grants.name);
    return text === undefined ? undefined : grants.read(text);
  });
}

function keeper(deps: Deps): TokenKeeper {
  const { store, now, grants, gate, budget } = deps;
  return tokenKeeper({
    now,
    load: (id) => grantOf(id, deps),
    refresh: async (id, refreshToken) => {
      const { connector, app } = await lookUp(id, deps);
      return connector.refresh(app, counted(gate.pass, id, budget), refreshToken, now());
    },
    exchange: async (id, swap) => {
      try {
        return await store.inside(id, async (w) => {
          const text = await w.secrets.hold(grants.name);
          const kept = text === undefined ? undefined : grants.read(text);
          const fresh = await swap(kept);
          const scopes = kept?.scopes ?? [];
          if (fresh !== kept) await w.secrets.keep(grants.name, grants.write({ ...fresh, scopes }));
          return fresh;
        });
      } catch (error) {
        // Outside of the transaction: ending takes the secret away.
        if (error instanceof Failure && error.kind === 'unauthorized') await deps.onEnded(id);
        throw error;
      }
    },
  });
}

/** The budget of one of a CRM's lanes: its own where the connector states one, else the one of all the rest. */
export function crmLimits(
  { limits, ownLimits = {} }: Pick<CrmConnector, 'limits' | 'ownLimits'>,
  lane: string,
): Limits {
  return Object.entries(ownLimits).find(([begins]) => lane.startsWith(begins))?.[1] ?? limits;
}
