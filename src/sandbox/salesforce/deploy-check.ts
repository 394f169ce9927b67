import type { ZipTreeContainer } from '@salesforce/source-deploy-retrieve';
import { checkXml, readManifest, readObject, readPermissionSet } from './metadata-xml.ts';
import type { ManifestXml, ObjectXml } from './metadata-xml.ts';
import { NOTHING, urlIn } from './package-metadata.ts';
import type { PackageMetadata } from './package-metadata.ts';

/** What became of one component of a deployment. */
export interface Component {
  readonly componentType: string;
  readonly fullName: string;
  readonly fileName: string;
  /** By which the org tells whether it differs from what is there. */
  readonly content: string;
  readonly problem?: string;
  readonly deleted?: true;
}

/** What was found in a zip: what it would install, what it would take away, and what is wrong with it. */
export interface Checked {
  readonly components: readonly Component[];
  readonly brought: PackageMetadata;
  readonly destroyed: ManifestXml;
}

/** Where the components of a type are in the metadata format, and how their files end. */
const PLACES: Readonly<Record<string, readonly [string, string]>> = {
  CustomObject: ['objects', '.object'],
  ApexClass: ['classes', '.cls'],
  ApexTrigger: ['triggers', '.trigger'],
  PermissionSet: ['permissionsets', '.permissionset'],
  NamedCredential: ['namedCredentials', '.namedCredential'],
  ExternalCredential: ['externalCredentials', '.externalCredential'],
  CustomLabels: ['labels', '.labels'],
  CustomTab: ['tabs', '.tab'],
  CustomApplication: ['applications', '.app'],
  Flow: ['flows', '.flow'],
  FlexiPage: ['flexipages', '.flexipage'],
  Layout: ['layouts', '.layout'],
  QuickAction: ['quickActions', '.quickAction'],
  CustomMetadata: ['customMetadata', '.md'],
  PlatformEventChannelMember: ['platformEventChannelMembers', '.platformEventChannelMember'],
  Report: ['reports', '.report'],
  Dashboard: ['dashboards', '.dashboard'],
};

/** Parts of an object: in its file, under `Object.Part`. */
const IN_OBJECTS = new Set(['CustomField', 'ValidationRule', 'ListView', 'CompactLayout']);

/** The file of a component; undefined for what this check does not open. */
function fileOf(type: string, fullName: string): string | undefined {
  if (IN_OBJECTS.has(type)) return `objects/${fullName.split('.')[0]}.object`;
  const [folder, end] = PLACES[type] ?? [];
  return folder === undefined || fullName.endsWith('/') ? undefined : `${folder}/${fullName}${end}`;
}

const DESTRUCTIVE = ['destructiveChangesPre.xml', 'destructiveChanges.xml', 'destructiveChangesPost.xml'];

/** Opens a package as it was uploaded. @throws Error when package.xml is missing or no manifest */
export async function checkZip(tree: ZipTreeContainer): Promise<Checked> {
  const text = async (path: string) => (await tree.readFile(path)).toString('utf8');
  const manifest = readManifest(await text('package.xml'));
  const destroyed: ManifestXml = { types: [] };
  const components: Component[] = [];
  for (const fileName of DESTRUCTIVE.filter((name) => tree.exists(name))) {
    const { types } = readManifest(await text(fileName));
    destroyed.types.push(...types);
    for (const { name: componentType, members } of types) {
      for (const fullName of members)
        components.push({ componentType, fullName, fileName, content: '', deleted: true });
    }
  }
  const files = new Map<string, string>();
  for (const { name: type, members } of manifest.types) {
    for (const fullName of members) {
      const file = fileOf(type, fullName);
      const named = { componentType: type, fullName, fileName: file ?? 'package.xml' };
      if (file === undefined) components.push({ ...named, content: await bundleText(tree, type, fullName) });
      else if (!tree.exists(file))
        components.push({ ...named, content: '', problem: notFound(type, fullName) });
      else {
        const content = await text(file);
        files.set(file, content);
        components.push({ ...named, content, ...problemIn(type, fullName, content) });
      }
    }
  }
  return { components, destroyed, brought: broughtBy(files, components) };
}

const notFound = (type: string, fullName: string) =>
  `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`;

/** A Lightning component is a folder. */
async function bundleText(tree: ZipTreeContainer, type: string, fullName: string): Promise<string> {
  const folder = `lwc/${fullName}`;
  if (type !== 'LightningComponentBundle' || !tree.exists(folder)) return '';
  const files = tree.readDirectory(folder).toSorted();
  const texts = await Promise.all(
    files
      .map((name) => `${folder}/${name}`)
      .filter((path) => !tree.isDirectory(path))
      .map((path) => tree.readFile(path)),
  );
  return texts.join('\n');
}

function problemIn(type: string, fullName: string, content: string): { problem?: string } {
  if (type.startsWith('Apex')) return {};
  try {
    checkXml(content);
    if (type === 'CustomObject') readObject(content);
    if (type === 'CustomField') return fieldProblem(fullName, readObject(content));
    if (type === 'PermissionSet') readPermissionSet(content);
    return {};
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'not readable' };
  }
}

function fieldProblem(fullName: string, { fields }: ObjectXml): { problem?: string } {
  const there = fields.some((field) => `.${field.fullName}` === fullName.slice(fullName.indexOf('.')));
  return there ? {} : { problem: notFound('CustomField', fullName) };
}

function broughtBy(files: ReadonlyMap<string, string>, components: readonly Component[]): PackageMetadata {
  if (components.some(({ problem }) => problem !== undefined)) return NOTHING;
  const of = (type: string): [string, string][] => {
    const [folder = '', end = ''] = PLACES[type] ?? [];
    return [...files].flatMap(([file, content]) =>
      file.startsWith(`${folder}/`) ? [[file.slice(folder.length + 1, -end.length), content]] : [],
    );
  };
  const objects = of('CustomObject').map(([name, xml]): [string, ObjectXml] => [name, readObject(xml)]);
  return {
    objects: new Map(objects),
    permissionSets: new Map(of('PermissionSet').map(([name, xml]) => [name, readPermissionSet(xml).label])),
    externalCredentials: of('ExternalCredential').map(([name]) => name),
    namedCredentials: new Map(of('NamedCredential').map(([name, xml]) => [name, urlIn(xml)])),
  };
}
