import { startProcess } from './kith-process.ts';
import type { KithProcess } from './kith-process.ts';

/** Kith as a process of its own that is started again and again, and asked as an admin's browser asks it. */
export interface AskedKith {
  /** What was printed at the start. @throws Error while it does not run */
  url(): string;
  start(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** GET, or POST where there is a body, unless told. @returns the JSON that came. @throws Error with the problem */
  ask(path: string, body?: unknown, method?: string): Promise<unknown>;
  /** The body of a GET as it came. */
  text(path: string): Promise<string>;
  /** How many contacts Kith knows, and how much work waits. */
  progress(): Promise<Progress>;
}

export interface Progress {
  readonly contacts: number;
  readonly waiting: number;
}

export function openKith(env: Readonly<Record<string, string>>, publicUrl: string): AskedKith {
  let running: KithProcess | undefined;
  const url = () => {
    if (!running) throw new Error('Kith is not running');
    return running.url;
  };
  const cookie = async () => {
    const response = await fetch(url(), { redirect: 'manual' });
    const cookies = response.headers.getSetCookie().map((one) => one.split(';')[0]);
    return cookies.join('; ');
  };
  const said = async (path: string, body?: unknown, method = 'POST'): Promise<string> => {
    const response = await fetch(publicUrl + path, {
      headers: { cookie: await cookie(), origin: publicUrl, 'content-type': 'application/json' },
      ...(body !== undefined && { method, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return text;
  };
  const ask: AskedKith['ask'] = async (path, body, method) => {
    const text = await said(path, body, method);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    ...{ url, ask, text: said },
    start: async () => {
      running = await startProcess(env);
    },
    kill: async () => running?.kill(),
    stop: async () => {
      await running?.stop();
      running = undefined;
    },
    progress: async () => {
      const { progress } = (await ask('/api/v1/workspace')) as { progress: Progress };
      return progress;
    },
  };
}

/** Whether Kith is uninstalled wherever it was. */
export async function isUninstalled({ ask }: Pick<AskedKith, 'ask'>): Promise<boolean> {
  const { installations } = (await ask('/api/v1/installations')) as {
    readonly installations: readonly { readonly status: string }[];
  };
  return installations.every(({ status }) => status === 'uninstalled');
}
