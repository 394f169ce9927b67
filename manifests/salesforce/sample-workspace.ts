import { z } from 'zod';

/** The sample workspace's org, for whoever photographs it. */
export interface Workspace {
  /** The record page of a contact, by name. @throws Error where there is none */
  recordPage(name: string): Promise<string>;
}

const PATIENCE_MS = 240_000;
const PAUSE_MS = 500;

const Installations = z.object({
  installations: z.array(z.object({ id: z.string(), crm: z.string() })),
});
const Progress = z.object({
  simulatorUrl: z.string(),
  progress: z.object({ contacts: z.number(), resolved: z.number(), waiting: z.number() }),
});
const Contacts = z.object({ contacts: z.array(z.object({ id: z.string(), name: z.string() })) });

type Ask = <T extends z.ZodType>(schema: T, path: string, init?: RequestInit) => Promise<z.output<T>>;

/**
 * Waits until everybody in the org was looked for, maps one field, and approves that Kith writes into the org.
 * @throws Error where that takes longer than four minutes, or Kith refuses it
 */
export async function openWorkspace(
  kithUrl: string,
  wait: (ms: number) => Promise<unknown>,
): Promise<Workspace> {
  const ask: Ask = async (schema, path, init) => {
    const response = await fetch(`${kithUrl}/api/v1/${path}`, init);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return schema.parse(await response.json());
  };
  const { installations } = await ask(Installations, 'installations');
  const id = installations.find(({ crm }) => crm === 'salesforce')?.id;
  if (id === undefined) throw new Error('The sample workspace has no Salesforce org.');
  const there = `installation=${encodeURIComponent(id)}`;
  await settled(ask, there, wait);
  await ask(z.unknown(), `settings?${there}`, said('PUT', SETTINGS));
  await ask(z.unknown(), `approval?${there}`, said('POST', { approve: true }));
  const simulatorUrl = await settled(ask, there, wait);
  return {
    recordPage: async (name) => {
      const { contacts } = await ask(Contacts, `contacts?${there}&search=${encodeURIComponent(name)}`);
      const found = contacts.find((one) => one.name === name);
      if (!found) throw new Error(`${name} is not in the sample workspace`);
      return `${simulatorUrl}/lightning/r/Contact/${found.id}/view`;
    },
  };
}

/** @returns where the org is, as soon as nobody in it waits */
async function settled(ask: Ask, there: string, wait: (ms: number) => Promise<unknown>): Promise<string> {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE_MS; await wait(PAUSE_MS)) {
    const { simulatorUrl, progress } = await ask(Progress, `workspace?${there}`);
    const { contacts, resolved, waiting } = progress;
    if (contacts > 20 && resolved >= contacts - 1 && waiting === 0) return simulatorUrl;
  }
  throw new Error(`The sample workspace was not ready after ${PATIENCE_MS / 1000} s`);
}

const said = (method: string, body: object): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

const SETTINGS = {
  off: [],
  mappings: [{ fact: 'bio', field: 'Description', mode: 'suggest' }],
  callsPerDay: 10_000,
  basis: 'legitimate interest',
  graceDays: 30,
};
