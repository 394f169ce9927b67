import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { NetworkConnector } from '../src/ports/network.ts';
import { networksLine, networksTable } from './networks-table.ts';

const HERE = new URL('.', import.meta.url);

/** Where the generated list is committed. */
export const LIST = new URL('index.ts', HERE);

/** HubSpot's own copy of the networks: a workflow's step offers them, and its manifest is data that cannot look here. */
const OFFERED = new URL('../manifests/hubspot/src/app/workflow-actions/enrich-contact-hsmeta.json', HERE);

const HEAD = `// Written by \`node connectors/generate.ts\` from the folders beside it. Do not edit.
import type { AddressGrammar } from '../src/core/identity/address.ts';
import type { CrmConnector } from '../src/ports/crm.ts';
import type { NetworkConnector } from '../src/ports/network.ts';
import { RECOGNISED } from './addresses.ts';
`;

/** The text of the list: every folder under \`crm/\` and \`network/\`, in alphabetical order. */
export async function listOfConnectors(): Promise<string> {
  const crms = namesIn('crm');
  const networks = namesIn('network');
  const imports = [
    ...crms.map((name) => `import { ${name} } from './crm/${name}/index.ts';`),
    ...networks.map((name) => `import { ${name} } from './network/${name}/index.ts';`),
  ];
  const text = `${HEAD}${imports.join('\n')}

/** Every CRM that Kith can be installed into. */
export const CRMS = [${crms.join(', ')}] as const satisfies readonly CrmConnector[];

/** Every network that Kith asks. */
export const NETWORKS: readonly NetworkConnector[] = [${networks.join(', ')}];

const grammars = [...NETWORKS.map((network) => network.addresses), ...RECOGNISED];

/** Every address Kith recognises. Those of any host stand last, and the one that takes every page after all others. */
export const ADDRESS_GRAMMARS: readonly AddressGrammar[] = [
  ...grammars.filter((grammar) => grammar.hosts.length > 0),
  ...grammars.filter((grammar) => grammar.hosts.length === 0 && grammar.url.includes('{user}')),
  ...grammars.filter((grammar) => grammar.hosts.length === 0 && !grammar.url.includes('{user}')),
];
`;
  const style = await resolveConfig(fileURLToPath(LIST));
  return format(text, { ...style, parser: 'typescript' });
}

/** The manifest of the workflow's step, offering these networks. */
async function offering(
  networks: readonly Pick<NetworkConnector, 'id' | 'title' | 'onlyHeard'>[],
): Promise<string> {
  const text = readFileSync(OFFERED, 'utf8');
  const options = networks
    .filter((one) => !one.onlyHeard)
    .map(({ id, title }) => ({ value: id, label: title }));
  const listed = text.replace(/"options": \[[^\]]*\]/, () => `"options": ${JSON.stringify(options)}`);
  const style = await resolveConfig(fileURLToPath(OFFERED));
  return format(listed, { ...style, parser: 'json' });
}

/** Where Markdown says which networks there are: file → what stands between its two markers. */
export const TOLD: ReadonlyMap<URL, (networks: readonly NetworkConnector[]) => string> = new Map([
  [new URL('README.md', HERE), networksTable],
  [new URL('../README.md', HERE), networksLine],
]);

/** A file's text with what is generated between its markers. @throws Error when it has none. */
export async function toldIn(file: URL, networks: readonly NetworkConnector[]): Promise<string> {
  const text = readFileSync(file, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${fileURLToPath(file)} has no place for the networks: put ${BEGIN} and ${END} into it`);
  const told = `${before}${BEGIN}\n\n${TOLD.get(file)?.(networks)}\n\n${END}${after}`;
  const style = await resolveConfig(fileURLToPath(file));
  return format(told, { ...style, parser: 'markdown' });
}

const BEGIN = '<!-- networks: written by `npm run connectors` -->';
const END = '<!-- end of networks -->';

/** A folder without a declaration is not one yet. */
function namesIn(family: 'crm' | 'network'): readonly string[] {
  return readdirSync(new URL(`${family}/`, HERE), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => existsSync(new URL(`${family}/${name}/index.ts`, HERE)))
    .toSorted();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(LIST, await listOfConnectors());
  const { NETWORKS } = await import('./index.ts');
  writeFileSync(OFFERED, await offering(NETWORKS));
  for (const file of TOLD.keys()) writeFileSync(file, await toldIn(file, NETWORKS));
}
