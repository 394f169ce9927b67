import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { load } from 'cheerio';
import type { CheerioAPI } from 'cheerio';

const ROOT = new URL('../../manifests/salesforce/', import.meta.url).pathname;
const APP = 'force-app/main/default';

/** A file of the package: its path from the package's root, and what it says. */
export interface PackageFile {
  readonly path: string;
  readonly text: string;
}

/** The files below a folder of the app whose path matches; @throws where there are none: a test must not look past. */
export function filesOf(folder: string, matching: RegExp, base = APP): readonly PackageFile[] {
  const at = join(ROOT, base, folder);
  const files = readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && matching.test(join(entry.parentPath, entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, 'utf8') }));
  if (files.length === 0) throw new Error(`No file in ${at} matches ${matching}.`);
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export const xmlOf = ({ text }: Pick<PackageFile, 'text'>): CheerioAPI => load(text, { xml: true });

/** What an element of an XML document says, in the order of the document. */
export const saysOf = ($: CheerioAPI, selector: string): readonly string[] =>
  $(selector)
    .toArray()
    .map((element) => $(element).text());

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly description: string;
  readonly length: number;
  readonly required: boolean;
}

/** The fields that the package brings to an object, by name. */
export function fieldsOf(object: string): readonly Field[] {
  return filesOf(`objects/${object}/fields`, /\.field-meta\.xml$/).map((file) => {
    const $ = xmlOf(file);
    const says = (name: string) => $(`CustomField > ${name}`).text();
    return {
      name: basename(file.path, '.field-meta.xml'),
      label: says('label'),
      type: says('type'),
      description: says('description'),
      length: Number(says('length')),
      required: says('required') === 'true',
    };
  });
}
