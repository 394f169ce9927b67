import type { Value } from './field.ts';
import type { ObjectType } from './object-type.ts';
import type { PackageMetadata } from './package-metadata.ts';
import type { Row } from './rows.ts';
import { objectOf, stampOf } from './state.ts';
import type { OrgState } from './state.ts';

/** The rows in which an org describes itself are made anew from its definitions and its package. */
export function describeInRows(state: OrgState, metadata: PackageMetadata): void {
  for (const object of ['EntityDefinition', 'FieldDefinition']) {
    for (const { Id } of state.rows.of(object)) state.rows.drop(Id);
  }
  for (const type of state.schema().objects) {
    const entity = keep(state, 'EntityDefinition', {
      ...{
        QualifiedApiName: type.name,
        Label: type.label,
        PluralLabel: type.plural,
        KeyPrefix: type.keyPrefix,
      },
      ...{ DurableId: type.name, ...partsOf(type.name) },
    });
    for (const { name, label, type: dataType, length = 0 } of type.fields) {
      keep(state, 'FieldDefinition', {
        ...{ QualifiedApiName: name, Label: label, DataType: dataType, Length: length },
        ...{
          EntityDefinitionId: entity.Id,
          DurableId: `${type.name}.${name}`,
          ...partsOf(name),
        },
      });
    }
  }
  keepPermissionSets(state, metadata);
  keepPackage(state);
}

/** Records whose object is gone go with it; the others lose what the package had added. */
export function followSchema(state: OrgState, before: readonly ObjectType[]): void {
  for (const { name } of before) {
    const now = state.schema().object(name);
    if (now) state.rows.redefine(now);
    else for (const { Id } of state.rows.of(name)) state.rows.drop(Id);
  }
}

function keepPermissionSets(state: OrgState, { permissionSets }: PackageMetadata): void {
  const NamespacePrefix = state.namespace || null;
  const there = state.rows.of('PermissionSet');
  for (const set of there.filter(({ Name }) => !permissionSets.has(String(Name)))) {
    for (const { Id } of state.rows.where('PermissionSetAssignment', 'PermissionSetId', set.Id))
      state.rows.drop(Id);
    state.rows.drop(set.Id);
  }
  for (const [Name, Label] of permissionSets) {
    if (there.every((set) => set['Name'] !== Name))
      keep(state, 'PermissionSet', { Name, Label, NamespacePrefix });
  }
}

/** `kith__Social_Profile__c` is Social_Profile of kith. */
function partsOf(name: string): { readonly DeveloperName: string; readonly NamespacePrefix: string | null } {
  const plain = name.replace(/__(c|e|mdt|pc)$/, '');
  const [, namespace = null, own = plain] = /^([a-z0-9]+)__(\w+)$/.exec(plain) ?? [];
  return { DeveloperName: own, NamespacePrefix: namespace };
}

/** A managed package is in the list of installed ones; what was deployed from source is in no list. */
function keepPackage(state: OrgState): void {
  const objects = ['InstalledSubscriberPackage', 'SubscriberPackageVersion', 'SubscriberPackage'];
  for (const { Id } of objects.flatMap((object) => state.rows.of(object))) state.rows.drop(Id);
  if (state.namespace === '' || !state.installed()) return;
  const { Id: SubscriberPackageId } = keep(state, 'SubscriberPackage', {
    Name: 'Kith',
    NamespacePrefix: state.namespace,
  });
  const version = { Name: 'Kith', MajorVersion: 0, MinorVersion: 1, PatchVersion: 0, BuildNumber: 1 };
  const { Id: SubscriberPackageVersionId } = keep(state, 'SubscriberPackageVersion', version);
  keep(state, 'InstalledSubscriberPackage', { SubscriberPackageId, SubscriberPackageVersionId });
}

/** A row of the org's own making, of which nobody is told. */
export function keep(state: OrgState, object: string, values: Readonly<Record<string, Value>>): Row {
  const type = objectOf(state, object);
  const at = stampOf(state.now());
  const blank = Object.fromEntries(type.fields.map(({ name, initially = null }) => [name, initially]));
  const stamps = { CreatedDate: at, LastModifiedDate: at, SystemModstamp: at };
  const row: Row = {
    ...blank,
    ...stamps,
    IsDeleted: false,
    ...values,
    Id: String(values['Id'] ?? state.newId(type)),
  };
  state.rows.put(type, row);
  return row;
}
