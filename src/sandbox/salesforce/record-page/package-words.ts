import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/** What the package's own metadata says, as far as a page shows or obeys it. */
export interface PackageWords {
  /** Texts of the panel by the names of the custom labels. */
  readonly labels: Readonly<Record<string, string>>;
  readonly settings: { readonly asksLive: boolean; readonly timeoutMs: number; readonly postsShown: number };
  /** The fields that the package brings to an object, in the order of their labels. */
  fields(object: string): readonly { readonly name: string; readonly label: string }[];
}

const APP = 'force-app/main/default';
const xml = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  isArray: (name) => name === 'labels' || name === 'values',
});

const Labels = z.object({
  CustomLabels: z.object({ labels: z.array(z.object({ fullName: z.string(), value: z.string() })) }),
});
const Setting = z.object({
  CustomMetadata: z.object({ values: z.array(z.object({ field: z.string(), value: z.string() })) }),
});
const Field = z.object({ CustomField: z.object({ label: z.string() }) });

/** @throws with the file's name when one is missing or has another shape */
export function readPackageWords(project: string): PackageWords {
  const app = join(project, APP);
  const { CustomLabels } = read(join(app, 'labels/CustomLabels.labels-meta.xml'), Labels);
  return {
    labels: Object.fromEntries(CustomLabels.labels.map(({ fullName, value }) => [fullName, value])),
    settings: settingsOf(join(app, 'customMetadata/Kith_Setting.Default.md-meta.xml')),
    fields: (object) => fieldsOf(join(app, 'objects', object, 'fields')),
  };
}

function settingsOf(file: string): PackageWords['settings'] {
  const { values } = read(file, Setting).CustomMetadata;
  const says = new Map(values.map(({ field, value }) => [field, value]));
  const number = (field: string, otherwise: number) => Number(says.get(field) ?? otherwise);
  return {
    asksLive: says.get('Asks_Live__c') !== 'false',
    timeoutMs: 1000 * number('Timeout_Seconds__c', 20),
    postsShown: number('Posts_Shown__c', 20),
  };
}

function fieldsOf(folder: string): ReturnType<PackageWords['fields']> {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((file) => ({
      name: basename(file, '.field-meta.xml'),
      label: read(join(folder, file), Field).CustomField.label,
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

function read<T extends z.ZodType>(file: string, schema: T): z.output<T> {
  const parsed = schema.safeParse(xml.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
