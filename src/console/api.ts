import type { Problem } from '../http/shapes.ts';

/** What went wrong with a request, for a person. `status` 0: Kith did not answer at all. */
export class Trouble extends Error {
  readonly status: number;

  constructor(status: number, says: string) {
    super(says);
    this.name = 'Trouble';
    this.status = status;
  }
}

/**
 * Asks our own API. The browser asks again with the ETag it holds (`no-cache`), so an unchanged record costs a 304.
 * @throws Trouble
 */
export async function ask<T>(
  path: string,
  installation: string | undefined,
  request: {
    readonly method?: 'POST' | 'PUT' | 'DELETE';
    readonly body?: unknown;
    /** Instead of a body. */
    readonly file?: Blob;
    readonly type?: string;
    readonly signal?: AbortSignal;
  } = {},
): Promise<T> {
  const url = new URL(path, window.location.origin);
  if (installation) url.searchParams.set('installation', installation);
  const answer = await fetch(url, {
    method: request.method ?? 'GET',
    cache: 'no-cache',
    // What a person said is sent even if they close the page in the same moment; browsers do so for little only.
    keepalive: request.method !== undefined && request.file === undefined,
    ...(request.signal && { signal: request.signal }),
    ...(request.file && {
      headers: { 'Content-Type': request.type ?? request.file.type },
      body: request.file,
    }),
    ...(request.body !== undefined && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request.body),
    }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Trouble(0, 'Kith is not answering.');
  });
  if (!answer.ok) throw await troubleOf(answer);
  const text = await answer.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function troubleOf(answer: Response): Promise<Trouble> {
  const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  const detail = problem.detail ?? `Kith answered ${answer.status}.`;
  // One thing that is wrong may be said by the detail itself; of what does not fit it says only that it does not.
  const each = (problem.errors ?? []).map(({ says }) => says).filter((says) => !detail.includes(says));
  return new Trouble(answer.status, [detail, ...each].join(' '));
}
