import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readField, readObject, readPermissionSet, readRule } from './metadata-xml.ts';
import type { ObjectXml } from './metadata-xml.ts';

/** What a package brings into an org, under the names that it has itself: without a namespace. */
export interface PackageMetadata {
  /** Object → its fields and rules. Of a standard object only what the package adds; `Activity` is Task's. */
  readonly objects: ReadonlyMap<string, ObjectXml>;
  /** Name → label. */
  readonly permissionSets: ReadonlyMap<string, string>;
  readonly externalCredentials: readonly string[];
  /** Name → URL. */
  readonly namedCredentials: ReadonlyMap<string, string>;
}

export const NOTHING: PackageMetadata = {
  objects: new Map(),
  permissionSets: new Map(),
  externalCredentials: [],
  namedCredentials: new Map(),
};

/** Kith's own package, as it stands in the project. */
export const KITH_PACKAGE = fileURLToPath(
  new URL('../../../manifests/salesforce/force-app/main/default', import.meta.url),
);

const EMPTY: ObjectXml = { fields: [], validationRules: [] };

/** Reads a package directory in source format. @throws Error for a file that is not what its name says */
export function readPackage(folder: string): PackageMetadata {
  const names = (of: string) =>
    existsSync(join(folder, of)) ? readdirSync(join(folder, of)).toSorted() : [];
  const text = (...path: readonly string[]) => readFileSync(join(folder, ...path), 'utf8');
  const parts = (of: string, end: string) =>
    names(of).flatMap((name) =>
      name.endsWith(end) ? [{ name: name.slice(0, -end.length), xml: text(of, name) }] : [],
    );
  const objects = names('objects').map((name): [string, ObjectXml] => {
    const own = join('objects', name);
    const file = `${name}.object-meta.xml`;
    const base = names(own).includes(file) ? readObject(text(own, file)) : EMPTY;
    const fields = parts(join(own, 'fields'), '.field-meta.xml').map(({ xml }) => readField(xml));
    const rules = parts(join(own, 'validationRules'), '.validationRule-meta.xml').map(({ xml }) =>
      readRule(xml),
    );
    return [name, { ...base, fields: [...base.fields, ...fields], validationRules: rules }];
  });
  const sets = parts('permissionsets', '.permissionset-meta.xml');
  const named = parts('namedCredentials', '.namedCredential-meta.xml');
  return {
    objects: new Map(objects),
    permissionSets: new Map(sets.map(({ name, xml }) => [name, readPermissionSet(xml).label])),
    externalCredentials: parts('externalCredentials', '.externalCredential-meta.xml').map(({ name }) => name),
    namedCredentials: new Map(named.map(({ name, xml }) => [name, urlIn(xml)])),
  };
}

/** The callout address of a named credential's file. */
export function urlIn(xml: string): string {
  return /<parameterType>Url<\/parameterType>\s*<parameterValue>([^<]*)</.exec(xml)?.[1] ?? '';
}
