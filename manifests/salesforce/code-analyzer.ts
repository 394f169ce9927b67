import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * The report of Salesforce Code Analyzer that a security review asks for, without an org and without its command line.
 *
 *     node manifests/salesforce/code-analyzer.ts --modules /tmp/code-analyzer [--out CodeAnalyzerReport.html]
 *
 * Ends with 1 where a finding is of severity 1 or 2, with 2 where it could not run. Needs Java 11 or later.
 */

const PROJECT = fileURLToPath(new URL('.', import.meta.url));
/** What is packaged; the scripts beside it are not. */
const PACKAGED = ['force-app', 'connect-app'].map((folder) => join(PROJECT, folder));
const RULES = ['AppExchange', 'Recommended:Security'];
const ENGINES = ['pmd', 'eslint', 'regex', 'retirejs'] as const;
const GRAVE = 2;

/** As much of `@salesforce/code-analyzer-core` as is used here. */
interface Core {
  readonly CodeAnalyzer: new (config: object) => Analyzer;
  readonly CodeAnalyzerConfig: { withDefaults(): object };
  readonly OutputFormat: { readonly HTML: string };
}
interface Analyzer {
  addEnginePlugin(plugin: object): Promise<void>;
  createWorkspace(paths: readonly string[]): Promise<object>;
  selectRules(selectors: readonly string[], options: { workspace: object }): Promise<Rules>;
  run(rules: Rules, options: { workspace: object }): Promise<Results>;
}
interface Rules {
  getCount(): number;
}
interface Results {
  getViolations(): readonly Violation[];
  toFormattedOutput(format: string): string;
}
interface Violation {
  getRule(): { getName(): string; getEngineName(): string; getSeverityLevel(): number };
  getPrimaryLocation(): { getFile(): string | undefined; getStartLine(): number | undefined };
  getMessage(): string;
}

const packageOf = (engine: (typeof ENGINES)[number]) => `@salesforce/code-analyzer-${engine}-engine`;
const NEEDED = ['@salesforce/code-analyzer-core', ...ENGINES.map(packageOf)];

const { values } = parseArgs({
  options: { modules: { type: 'string' }, out: { type: 'string', default: 'CodeAnalyzerReport.html' } },
});
const folder = resolve(values.modules ?? PROJECT, 'node_modules');
const missing = NEEDED.filter((name) => !existsSync(join(folder, name)));
if (missing.length > 0) {
  say(`Not in ${folder}: ${missing.join(', ')}. Get them in a folder of their own:
  npm install --prefix /tmp/code-analyzer ${NEEDED.join(' ')}
  node manifests/salesforce/code-analyzer.ts --modules /tmp/code-analyzer`);
  process.exit(2);
}
process.exitCode = await analyze(createRequire(join(folder, 'code-analyzer.js')));

async function analyze(require: NodeJS.Require): Promise<number> {
  const core: Core = require('@salesforce/code-analyzer-core');
  const analyzer = new core.CodeAnalyzer(core.CodeAnalyzerConfig.withDefaults());
  for (const engine of ENGINES) {
    const { createEnginePlugin }: { createEnginePlugin: () => object } = require(packageOf(engine));
    await analyzer.addEnginePlugin(createEnginePlugin());
  }
  const workspace = await analyzer.createWorkspace(PACKAGED);
  const rules = await analyzer.selectRules(RULES, { workspace });
  const results = await analyzer.run(rules, { workspace });
  writeFileSync(values.out, results.toFormattedOutput(core.OutputFormat.HTML));
  const found = results.getViolations();
  for (const one of found) say(lineOf(one));
  say(`${rules.getCount()} rules, ${found.length} findings; the report is ${values.out}`);
  return found.some((one) => one.getRule().getSeverityLevel() <= GRAVE) ? 1 : 0;
}

function lineOf(violation: Violation): string {
  const rule = violation.getRule();
  const at = violation.getPrimaryLocation();
  const where = `${relative(PROJECT, at.getFile() ?? PROJECT)}:${at.getStartLine() ?? 1}`;
  return `severity ${rule.getSeverityLevel()} ${rule.getEngineName()}:${rule.getName()} ${where} ${violation.getMessage()}`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
