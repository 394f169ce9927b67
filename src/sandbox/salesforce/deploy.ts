import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { actorOf } from './api.ts';
import { checkZip } from './deploy-check.ts';
import type { Checked, Component } from './deploy-check.ts';
import { deployed, destroyed } from './deploy-merge.ts';
import { runTestResult } from './apex-tests.ts';
import { idOf } from './ids.ts';
import type { Parts } from './parts.ts';
import { OrgRefusal, noResource } from './refusal.ts';

const Options = z.looseObject({
  checkOnly: z.boolean().default(false),
  rollbackOnError: z.boolean().default(true),
  singlePackage: z.boolean().default(false),
  testLevel: z.string().optional(),
});
const Asked = z.object({ deployOptions: Options });
type Options = z.output<typeof Options>;

interface Deployment {
  readonly id: string;
  readonly options: Options;
  readonly result: object;
}

/** Metadata deployments over REST: a zip with its package.xml comes in, its components are read, and it is installed. */
export function deployRoutes(parts: Parts): Router {
  const deployments = new Map<string, Deployment>();
  const known = new Map<string, string>();
  parts.installation.onBecome(({ objects }) => {
    if (objects.size === 0) known.clear();
  });
  const raw = express.raw({ type: 'multipart/form-data', limit: '50mb' });
  const receive = async (req: Request, res: Response) => {
    const { zip, options } = await readUpload(req);
    const id = idOf('0Af', deployments.size + 1);
    const checked = await open(zip);
    const result = finish(parts, { id, options, checked, known, userId: actorOf(res).userId });
    deployments.set(id, { id, options, result });
    res.status(201).json({ id, deployOptions: options, validatedDeployRequestId: null });
  };
  return express
    .Router()
    .post('/metadata/deployRequest', raw, (req: Request, res: Response) => receive(req, res))
    .get('/metadata/deployRequest/:id', (req, res) => {
      const found = deployments.get(req.params.id);
      if (!found) throw noResource();
      res.json({ id: found.id, deployOptions: found.options, deployResult: found.result });
    });
}

const bad = (message: string) => new OrgRefusal(400, 'INVALID_OPERATION', message);

/** @throws OrgRefusal for a body that has not both parts */
async function readUpload(req: Request): Promise<{ zip: Buffer; options: Options }> {
  const body: unknown = req.body;
  if (!Buffer.isBuffer(body)) throw bad('the request is no multipart/form-data');
  const headers = { 'content-type': req.headers['content-type'] ?? '' };
  const form = await new globalThis.Response(new Uint8Array(body), { headers }).formData();
  const [file, content] = [form.get('file'), form.get('entity_content')];
  if (file === null || typeof file === 'string' || content === null)
    throw bad('file and entity_content are required');
  const text = typeof content === 'string' ? content : await content.text();
  const asked = Asked.safeParse(JSON.parse(text));
  if (!asked.success) throw bad('entity_content has no deployOptions');
  return { zip: Buffer.from(await file.arrayBuffer()), options: asked.data.deployOptions };
}

/** @returns what is wrong with the whole, when it cannot be opened */
async function open(zip: Buffer): Promise<Checked | string> {
  const { ZipTreeContainer } = await import('@salesforce/source-deploy-retrieve');
  try {
    return await checkZip(await ZipTreeContainer.create(zip));
  } catch (error) {
    return error instanceof Error ? error.message : 'No package.xml found';
  }
}

interface Work {
  readonly id: string;
  readonly options: Options;
  readonly checked: Checked | string;
  /** Component → its content at the last deployment. What was installed another way counts as new. */
  readonly known: Map<string, string>;
  readonly userId: string;
}

function finish(
  { installation, settings, now }: Parts,
  { id, options, checked, known, userId }: Work,
): object {
  const whole =
    typeof checked === 'string' ? { components: [], wrong: checked } : { ...checked, wrong: undefined };
  const failures = whole.components.filter(({ problem }) => problem !== undefined);
  const tests = (options.testLevel ?? 'NoTestRun') === 'NoTestRun' ? [] : settings.apexTests;
  const testsFailed = tests.filter(({ message }) => message !== undefined).length;
  const success = whole.wrong === undefined && failures.length === 0 && testsFailed === 0;
  const message = messageOf(known, now());
  const componentSuccesses = success ? whole.components.map(message) : [];
  const componentFailures = failures.map(message);
  if (success && !options.checkOnly && typeof checked !== 'string') {
    const next = destroyed(deployed(installation.metadata(), checked.brought), checked.destroyed);
    installation.become(next, checked.brought);
    remember(known, checked);
  }
  const at = now().toISOString();
  return {
    ...{ id, success, done: true, status: success ? 'Succeeded' : 'Failed', checkOnly: options.checkOnly },
    ...{ createdBy: userId, createdDate: at, startDate: at, completedDate: at, lastModifiedDate: at },
    ...{ ignoreWarnings: true, rollbackOnError: options.rollbackOnError, runTestsEnabled: tests.length > 0 },
    ...{ numberComponentsTotal: whole.components.length, numberComponentErrors: failures.length },
    ...{ numberComponentsDeployed: success ? whole.components.length : 0 },
    ...{
      numberTestsTotal: tests.length,
      numberTestsCompleted: tests.length - testsFailed,
      numberTestErrors: testsFailed,
    },
    ...(whole.wrong === undefined ? {} : { errorMessage: whole.wrong, errorStatusCode: 'UNKNOWN_EXCEPTION' }),
    details: {
      componentFailures,
      componentSuccesses,
      runTestResult: runTestResult(tests),
    },
  };
}

const keyOf = ({ componentType, fullName }: Pick<Component, 'componentType' | 'fullName'>) =>
  `${componentType}/${fullName}`;

/** How the org tells of a component: whether it is new, and whether it differs from what is there. */
function messageOf(known: ReadonlyMap<string, string>, at: Date): (component: Component) => object {
  return (component) => {
    const { componentType, fullName, fileName, content, problem, deleted = false } = component;
    const there = known.get(keyOf(component));
    const well = problem === undefined;
    return {
      ...{
        componentType,
        fullName,
        fileName,
        success: well,
        changed: well && (deleted || there !== content),
      },
      ...{
        created: well && !deleted && there === undefined,
        deleted,
        warning: false,
        createdDate: at.toISOString(),
      },
      ...(well ? {} : { problem, problemType: 'Error' }),
    };
  };
}

function remember(known: Map<string, string>, { components, destroyed: gone }: Checked): void {
  for (const component of components) known.set(keyOf(component), component.content);
  for (const { name: componentType, members } of gone.types) {
    for (const fullName of members) known.delete(keyOf({ componentType, fullName }));
  }
}
