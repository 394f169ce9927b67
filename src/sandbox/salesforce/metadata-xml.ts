import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

const SEVERAL = new Set(['fields', 'members', 'types', 'validationRules', 'value', 'referenceTo']);
const PARSER = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  isArray: (name) => SEVERAL.has(name),
});

const FieldXml = z.object({
  fullName: z.string(),
  label: z.string().optional(),
  type: z.string().optional(),
  length: z.coerce.number().optional(),
  precision: z.coerce.number().optional(),
  scale: z.coerce.number().optional(),
  required: z.stringbool().default(false),
  unique: z.stringbool().default(false),
  externalId: z.stringbool().default(false),
  caseSensitive: z.stringbool().default(false),
  defaultValue: z.string().optional(),
  referenceTo: z.array(z.string()).optional(),
  relationshipName: z.string().optional(),
  deleteConstraint: z.enum(['SetNull', 'Cascade', 'Restrict']).optional(),
  valueSet: z
    .object({
      restricted: z.stringbool().default(false),
      valueSetDefinition: z.object({ value: z.array(z.object({ fullName: z.string() })) }).optional(),
    })
    .optional(),
});
export type FieldXml = z.output<typeof FieldXml>;

const RuleXml = z.object({
  fullName: z.string(),
  active: z.stringbool().default(true),
  errorConditionFormula: z.string(),
  errorMessage: z.string(),
});
export type RuleXml = z.output<typeof RuleXml>;

/** An object as one file of the metadata format has it, fields and rules inside. */
const ObjectXml = z.object({
  label: z.string().optional(),
  pluralLabel: z.string().optional(),
  fields: z.array(FieldXml).default([]),
  validationRules: z.array(RuleXml).default([]),
});
export type ObjectXml = z.output<typeof ObjectXml>;

const ManifestXml = z.object({
  types: z.array(z.object({ name: z.string(), members: z.array(z.string()) })).default([]),
  version: z.string().optional(),
});
export type ManifestXml = z.output<typeof ManifestXml>;

/** The root element of a metadata file. @throws Error that says in which line it is no XML */
export function rootOf(xml: string, root: string): unknown {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`${valid.err.msg} (line ${valid.err.line})`);
  const read = z.record(z.string(), z.unknown()).parse(PARSER.parse(xml));
  if (!(root in read)) throw new Error(`the root element is not ${root}`);
  const content = read[root];
  return content === '' ? {} : content;
}

/** Each throws Error (ZodError for a wrong element) when the file is not what its name says. */
export const readField = (xml: string): FieldXml => FieldXml.parse(rootOf(xml, 'CustomField'));
export const readRule = (xml: string): RuleXml => RuleXml.parse(rootOf(xml, 'ValidationRule'));
export const readObject = (xml: string): ObjectXml => ObjectXml.parse(rootOf(xml, 'CustomObject'));
export const readManifest = (xml: string): ManifestXml => ManifestXml.parse(rootOf(xml, 'Package'));
export const readPermissionSet = (xml: string): { label: string } =>
  z.object({ label: z.string() }).parse(rootOf(xml, 'PermissionSet'));

/** Whether the file is XML at all. @throws Error that says in which line it is not */
export function checkXml(xml: string): void {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`${valid.err.msg} (line ${valid.err.line})`);
}
