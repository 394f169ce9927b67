import { NOTHING } from './package-metadata.ts';
import { prefixed } from './packaged-objects.ts';
import type { Parts } from './parts.ts';
import type { Org } from './simulated-org.ts';

type Directly = Pick<
  Org,
  | 'installed'
  | 'install'
  | 'uninstall'
  | 'connected'
  | 'named'
  | 'object'
  | 'rows'
  | 'find'
  | 'userOf'
  | 'onChange'
  | 'onEvent'
>;

/** The org looked at, and listened to, past its API. */
export function directlyOf({ installation, sessions, news }: Parts): Directly {
  const { state } = installation;
  const named = (plain: string) => prefixed(plain, state.namespace);
  const object = (name: string) => state.schema().object(name) ?? state.schema().object(named(name));
  return {
    installed: () => state.installed(),
    install: () => installation.become(installation.own),
    uninstall: () => installation.become(NOTHING),
    connected: () => sessions.granted(),
    named,
    object,
    rows: (name, all = false) =>
      state.rows.of(object(name)?.name ?? name).filter((row) => all || row['IsDeleted'] !== true),
    find: (id) => state.rows.get(id),
    userOf: (accessToken) => sessions.userOf(accessToken),
    onChange: (listener) => {
      news.on('change', listener);
      return () => void news.off('change', listener);
    },
    onEvent: (listener) => {
      news.on('event', listener);
      return () => void news.off('event', listener);
    },
  };
}
