import { Failure } from '../core/failure.ts';
import type { InstallationId } from '../core/ids.ts';
import type { Crm, CrmApp, CrmConnector } from '../ports/crm.ts';
import type { Now } from '../ports/runtime.ts';
import type { Installation, Store } from '../ports/store.ts';
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
}

export interface Sessions {
  /** The CRM of an installation. @throws Failure `unauthorized` when it is not connected or was uninstalled. */
  crmOf(installation: InstallationId): Promise<Crm>;
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
      const { installation, connector, app } = await lookUp(id, deps);
      const { account } = installation;
      const { now, gate } = deps;
      const crm = connector.connect({ app, account, now, pass: gate.pass, token: () => tokens.token(id) });
      held.set(id, crm);
      return crm;
    },
    forget: (id) => {
      held.delete(id);
      tokens.forget(id);
    },
  };
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

function keeper(deps: Deps): TokenKeeper {
  const { store, now, grants } = deps;
  const load = (id: InstallationId) =>
    store.inside(id, async (w) => {
      const text = await w.secrets.read(grants.name);
      return text === undefined ? undefined : grants.read(text);
    });
  return tokenKeeper({
    now,
    load,
    refresh: async (id, refreshToken) => {
      const { connector, app } = await lookUp(id, deps);
      return connector.refresh(app, deps.gate.pass, refreshToken, now());
    },
    save: async (id, fresh) => {
      const scopes = (await load(id))?.scopes ?? [];
      await store.inside(id, (w) => w.secrets.keep(grants.name, grants.write({ ...fresh, scopes })));
    },
  });
}
