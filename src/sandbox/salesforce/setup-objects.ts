import { email, flag, lookUp, number, pick, text } from './field.ts';
import type { Field } from './field.ts';
import { withSystem } from './object-type.ts';
import type { ObjectType } from './object-type.ts';

/** The objects in which an org keeps itself: who works in it, and who may do what. */
export const SETUP_OBJECTS: readonly ObjectType[] = [
  setup('User', '005', [
    text('Username', 80, { required: true, unique: true }),
    text('FirstName', 40),
    text('LastName', 80, { required: true }),
    text('Name', 121, { kept: true }),
    email('Email', { required: true }),
    flag('IsActive', { initially: true }),
    pick('UserType', ['Standard'], { initially: 'Standard' }),
    lookUp('ProfileId', ['Profile']),
  ]),
  setup('Profile', '00e', [text('Name', 255), text('UserType', 40)]),
  setup('PermissionSet', '0PS', [
    text('Name', 80),
    text('Label', 80),
    text('NamespacePrefix', 15),
    flag('IsOwnedByProfile'),
    flag('IsCustom', { initially: true }),
  ]),
  setup('PermissionSetAssignment', '0Pa', [
    lookUp('AssigneeId', ['User'], 'PermissionSetAssignments', { required: true, onDelete: 'Cascade' }),
    lookUp('PermissionSetId', ['PermissionSet'], 'Assignments', { required: true, onDelete: 'Cascade' }),
  ]),
  setup('Organization', '00D', [
    text('Name', 80),
    text('OrganizationType', 40),
    text('InstanceName', 5),
    text('NamespacePrefix', 15),
    text('LanguageLocaleKey', 40),
    text('TimeZoneSidKey', 40),
    flag('IsSandbox'),
    text('TrialExpirationDate', 40),
  ]),
  setup('SubscriberPackage', '033', [text('Name', 80), text('NamespacePrefix', 15)]),
  setup('SubscriberPackageVersion', '04t', [
    text('Name', 80),
    number('MajorVersion'),
    number('MinorVersion'),
    number('PatchVersion'),
    number('BuildNumber'),
  ]),
  setup('InstalledSubscriberPackage', '0A3', [
    lookUp('SubscriberPackageId', ['SubscriberPackage']),
    lookUp('SubscriberPackageVersionId', ['SubscriberPackageVersion']),
  ]),
  setup('EntityDefinition', '4ie', [
    text('QualifiedApiName', 70),
    text('DeveloperName', 70),
    text('Label', 80),
    text('PluralLabel', 80),
    text('KeyPrefix', 3),
    text('DurableId', 80),
    text('NamespacePrefix', 15),
  ]),
  setup('FieldDefinition', '4if', [
    text('QualifiedApiName', 70),
    text('DeveloperName', 70),
    text('Label', 80),
    text('DataType', 80),
    text('DurableId', 160),
    text('NamespacePrefix', 15),
    number('Length'),
    lookUp('EntityDefinitionId', ['EntityDefinition'], 'Fields'),
  ]),
];

function setup(name: string, keyPrefix: string, fields: readonly Field[]): ObjectType {
  return withSystem({ name, label: name, plural: name, keyPrefix, kind: 'object', packaged: false, fields });
}
