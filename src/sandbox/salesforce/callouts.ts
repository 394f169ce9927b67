import type { Installation } from './installation.ts';

/** Whose values they are: of an external credential, for a principal that it names. */
export interface Principal {
  readonly externalCredential: string;
  readonly principalName?: string | undefined;
  readonly principalType: 'NamedPrincipal' | 'PerUserPrincipal' | 'AwsStsPrincipal';
}
export type Values = Readonly<Record<string, { readonly value: string; readonly encrypted: boolean }>>;

/** Where the org's callouts go, and what they bring along. */
export interface Callouts {
  /** The address of a named credential; undefined for none. */
  url(name: string): string | undefined;
  move(name: string, url: string): void;
  /** External credentials by their full names. */
  externals(): readonly string[];
  values(principal: Principal): Values | undefined;
  fill(principal: Principal, values: Values): void;
  empty(principal: Principal): void;
  /** A parameter of a named principal; undefined where nobody filled it in. */
  secret(externalCredential: string, principal: string, parameter: string): string | undefined;
}

export function openCallouts({ state, metadata, onBecome }: Installation): Callouts {
  const named = (plain: string) => (state.namespace === '' ? plain : `${state.namespace}__${plain}`);
  const filled = new Map<string, Values>();
  const moved = new Map<string, string>();
  onBecome(({ externalCredentials, namedCredentials }, brought) => {
    // A deployed named credential has the address of its file, whatever it had before.
    for (const name of brought.namedCredentials.keys()) moved.delete(named(name));
    if (externalCredentials.length === 0) filled.clear();
    if (namedCredentials.size === 0) moved.clear();
  });
  const values = (principal: Principal) => filled.get(keyOf(principal));
  return {
    url: (name) => {
      const plain = [...metadata().namedCredentials].find(([own]) => named(own) === name);
      return plain && (moved.get(name) ?? plain[1]);
    },
    move: (name, url) => void moved.set(name, url),
    externals: () => metadata().externalCredentials.map(named),
    values,
    fill: (principal, given) => void filled.set(keyOf(principal), given),
    empty: (principal) => void filled.delete(keyOf(principal)),
    secret: (externalCredential, principalName, parameter) =>
      values({ externalCredential, principalName, principalType: 'NamedPrincipal' })?.[parameter]?.value,
  };
}

const keyOf = ({ externalCredential, principalName = '', principalType }: Principal) =>
  `${externalCredential}/${principalName}/${principalType}`;
