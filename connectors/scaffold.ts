import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NEVER_ASKED, RECOGNISED } from './addresses.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const TEMPLATE = join(HERE, 'scaffold/network');

/** As `NetworkId` has it, but long enough to say something. */
const NAME = /^[a-z][a-z0-9]{1,30}$/;

/** Names that a constant cannot have. */
const TAKEN = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false finally ' +
    'for function if implements import in instanceof interface let new null package private protected public ' +
    'return static super switch this throw true try typeof var void while with yield yours'
  ).split(' '),
);

/** Why a network may not be called so, and what to do; undefined when it may. */
async function whyNot(name: string): Promise<string | undefined> {
  if (!NAME.test(name) || TAKEN.has(name))
    return `"${name}" cannot be the name of a network: write it in lower-case letters and digits, as a constant could be called.`;
  const never = NEVER_ASKED.get(name);
  if (never !== undefined) return never;
  if (existsSync(join(HERE, 'network', name)))
    return `connectors/network/${name} is there already. Nothing was changed.`;
  // All connectors come with it, and most refusals need none.
  const { ADDRESS_GRAMMARS } = await import('./index.ts');
  const other = ADDRESS_GRAMMARS.find(({ network, aliases }) => network !== name && aliases.includes(name));
  return other && `"${name}" already means ${other.title}. Call it ${other.network}.`;
}

/** The files of a network's folder, as a person begins with them: path inside it → text. */
function filesFor(name: string): ReadonlyMap<string, string> {
  const paths = readdirSync(TEMPLATE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(TEMPLATE.length + 1));
  return new Map(
    paths.map((path) => [
      path.replace('contract.ts', `${name}.test.ts`),
      named(readFileSync(join(TEMPLATE, path), 'utf8'), name),
    ]),
  );
}

function named(text: string, name: string): string {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return text.replaceAll('YOURS', name.toUpperCase()).replaceAll('Yours', title).replaceAll('yours', name);
}

/** Writes the folder of a new network and runs the generator. @returns what to do next. @throws Error that says why not. */
async function scaffold(name: string): Promise<string> {
  const why = await whyNot(name);
  if (why !== undefined) throw new Error(why);
  for (const [path, text] of filesFor(name)) {
    const file = join(HERE, 'network', name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  }
  const generated = spawnSync(process.execPath, [join(HERE, 'generate.ts')], { encoding: 'utf8' });
  if (generated.status !== 0) throw new Error(`The list could not be generated:\n${generated.stderr}`);
  const known = RECOGNISED.find(({ network }) => network === name);
  return [
    `connectors/network/${name} is there, and off until its terms say otherwise. What is still to fill in:`,
    `  npx vitest run --config tests/vitest.config.ts connectors/network/${name}`,
    ...(known ? [`Move the grammar of ${known.title} from connectors/addresses.ts into its index.ts.`] : []),
    'After each change of the declaration: npm run connectors',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [family, name, ...more] = process.argv.slice(2);
  try {
    if (family !== 'network' || name === undefined || more.length > 0)
      throw new Error('Say which network: npm run connector -- network NAME');
    process.stdout.write(await scaffold(name));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
