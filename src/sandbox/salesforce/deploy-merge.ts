import type { ManifestXml, ObjectXml } from './metadata-xml.ts';
import type { PackageMetadata } from './package-metadata.ts';

/** What is installed after a deployment: what it brought beside or instead of what was there. */
export function deployed(there: PackageMetadata, brought: PackageMetadata): PackageMetadata {
  const objects = new Map(there.objects);
  for (const [name, xml] of brought.objects) objects.set(name, joined(objects.get(name), xml));
  return {
    objects,
    permissionSets: new Map([...there.permissionSets, ...brought.permissionSets]),
    externalCredentials: [...new Set([...there.externalCredentials, ...brought.externalCredentials])],
    namedCredentials: new Map([...there.namedCredentials, ...brought.namedCredentials]),
  };
}

/** A deployed object keeps the fields that the file does not name. */
function joined(there: ObjectXml | undefined, brought: ObjectXml): ObjectXml {
  if (!there) return brought;
  const named = new Set(brought.fields.map(({ fullName }) => fullName));
  const ruled = new Set(brought.validationRules.map(({ fullName }) => fullName));
  return {
    ...there,
    ...brought,
    fields: [...there.fields.filter(({ fullName }) => !named.has(fullName)), ...brought.fields],
    validationRules: [
      ...there.validationRules.filter(({ fullName }) => !ruled.has(fullName)),
      ...brought.validationRules,
    ],
  };
}

/** What is left when a deployment has taken away what it names. */
export function destroyed(there: PackageMetadata, { types }: ManifestXml): PackageMetadata {
  const gone = (type: string) =>
    new Set(types.flatMap(({ name, members }) => (name === type ? members : [])));
  const [objects, fields] = [gone('CustomObject'), gone('CustomField')];
  const [sets, externals, named] = [
    gone('PermissionSet'),
    gone('ExternalCredential'),
    gone('NamedCredential'),
  ];
  const left = [...there.objects].flatMap(([name, xml]): [string, ObjectXml][] => {
    if (objects.has(name)) return [];
    return [
      [name, { ...xml, fields: xml.fields.filter(({ fullName }) => !fields.has(`${name}.${fullName}`)) }],
    ];
  });
  return {
    objects: new Map(left),
    permissionSets: new Map([...there.permissionSets].filter(([name]) => !sets.has(name))),
    externalCredentials: there.externalCredentials.filter((name) => !externals.has(name)),
    namedCredentials: new Map([...there.namedCredentials].filter(([name]) => !named.has(name))),
  };
}
