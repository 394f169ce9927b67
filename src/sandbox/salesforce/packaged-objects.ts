import type { Field, FieldType } from './field.ts';
import { number, text } from './field.ts';
import type { FieldXml, ObjectXml, RuleXml } from './metadata-xml.ts';
import { OWNER, withSystem } from './object-type.ts';
import type { ObjectType, Rule } from './object-type.ts';
import type { PackageMetadata } from './package-metadata.ts';

/** The name as a subscriber's org has it: `kith__Social_Profile__c`. Standard names have no namespace. */
export function prefixed(name: string, namespace: string): string {
  return namespace !== '' && /__(c|e|mdt|r|pc)$/.test(name) ? `${namespace}__${name}` : name;
}

const TYPES: Readonly<Record<string, FieldType>> = {
  Text: 'string',
  LongTextArea: 'textarea',
  TextArea: 'textarea',
  Number: 'double',
  Percent: 'percent',
  Currency: 'currency',
  Checkbox: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  Lookup: 'reference',
  MasterDetail: 'reference',
  Url: 'url',
  Email: 'email',
  Phone: 'phone',
};

/** The objects that a package defines itself, with their key prefixes by their order. */
export function packagedObjects(metadata: PackageMetadata, namespace: string): readonly ObjectType[] {
  const own = [...metadata.objects].filter(([name]) => /__(c|e|mdt)$/.test(name));
  return own.map(([name, xml], at) => {
    const kind = name.endsWith('__e') ? 'event' : name.endsWith('__mdt') ? 'setting' : 'object';
    const label = xml.label ?? name;
    return withSystem({
      ...{ name: prefixed(name, namespace), label, plural: xml.pluralLabel ?? label, kind, packaged: true },
      keyPrefix: `${kind === 'event' ? 'e' : kind === 'setting' ? 'm' : 'a'}${String(at).padStart(2, '0')}`,
      fields: [...(kind === 'object' ? [text('Name', 80), OWNER] : []), ...fieldsOf(xml, namespace)],
      rules: xml.validationRules.filter(({ active }) => active).map((rule) => ruleOf(rule, namespace)),
    });
  });
}

/** What the package adds to a standard object. */
export function addedFields(object: string, metadata: PackageMetadata, namespace: string): readonly Field[] {
  const xml = metadata.objects.get(object === 'Task' ? 'Activity' : object);
  return xml ? fieldsOf(xml, namespace) : [];
}

function fieldsOf(xml: ObjectXml, namespace: string): readonly Field[] {
  return xml.fields.map((field) => fieldOf(field, namespace));
}

function fieldOf(xml: FieldXml, namespace: string): Field {
  const { fullName, label = fullName } = xml;
  const type = TYPES[xml.type ?? ''];
  if (!type) throw new Error(`${fullName}: the simulator knows no field of type ${xml.type}`);
  return {
    ...{ name: prefixed(fullName, namespace), label, type, packaged: true },
    ...sizeOf(type, xml),
    ...(xml.required ? { required: true } : {}),
    ...(xml.unique ? { unique: true } : {}),
    ...(xml.externalId ? { externalId: true } : {}),
    ...(xml.caseSensitive ? { caseSensitive: true } : {}),
    ...choicesOf(xml),
    ...(type === 'boolean' ? { initially: xml.defaultValue === 'true' } : {}),
    ...(type === 'reference' ? relationOf(xml, namespace) : {}),
  };
}

function sizeOf(type: FieldType, { length, precision, scale }: FieldXml): Partial<Field> {
  if (type === 'double' || type === 'percent' || type === 'currency') {
    const { precision: digits = 18, scale: behind = 0 } = number('', precision, scale);
    return { precision: digits, scale: behind };
  }
  const usual: Partial<Record<FieldType, number>> = { url: 255, email: 80, phone: 40, picklist: 255 };
  const characters = length ?? usual[type];
  return characters === undefined ? {} : { length: characters };
}

function choicesOf({ valueSet }: FieldXml): Partial<Field> {
  const values = valueSet?.valueSetDefinition?.value.map(({ fullName }) => fullName);
  return values ? { values, ...(valueSet?.restricted ? { restricted: true } : {}) } : {};
}

function relationOf(xml: FieldXml, namespace: string): Partial<Field> {
  return {
    length: 18,
    referenceTo: (xml.referenceTo ?? []).map((name) => prefixed(name, namespace)),
    relationshipName: prefixed(xml.fullName.replace(/__c$/, '__r'), namespace),
    ...(xml.relationshipName ? { childRelationship: prefixed(`${xml.relationshipName}__r`, namespace) } : {}),
    onDelete: xml.type === 'MasterDetail' ? 'Cascade' : (xml.deleteConstraint ?? 'SetNull'),
  };
}

/** @throws Error for a formula of another kind, since a rule that is passed over would be a lie. */
function ruleOf({ fullName, errorConditionFormula, errorMessage }: RuleXml, namespace: string): Rule {
  const [, one, other] = /^ISBLANK\((\w+)\) = ISBLANK\((\w+)\)$/.exec(errorConditionFormula.trim()) ?? [];
  if (!one || !other) throw new Error(`${fullName}: the simulator cannot evaluate this formula`);
  return {
    name: fullName,
    exactlyOneOf: [prefixed(one, namespace), prefixed(other, namespace)],
    message: errorMessage,
  };
}
