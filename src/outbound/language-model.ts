import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Failure, failureOfStatus, retryAfter } from '../core/failure.ts';
import type { LanguageModel, Turn } from '../ports/language-model.ts';
import type { Answer, Limits } from '../ports/outgoing.ts';
import type { Log, Now, Pause } from '../ports/runtime.ts';
import { openGate } from './gate.ts';
import type { GateOptions } from './gate.ts';

/** Where a language model is reached, by the OpenAI-compatible protocol that local servers speak too. */
export interface ModelConfig {
  /** With the version in it: `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  readonly name: string;
  readonly key?: string | undefined;
}

interface Options extends Pick<GateOptions, 'deadline' | 'lookup'> {
  readonly now: Now;
  readonly pause: Pause;
  readonly log: Log;
}

/** A summary is waited for by a person; a machine of one's own writes one at a time. */
const LIMITS: Limits = { requests: 20, perSeconds: 60, together: 2 };
const ATTEMPT_MS = 60_000;
const ANSWER_BYTES = 262_144;
const ANSWER_TOKENS = 600;
const REMEMBERED = 500;
/** Well under the day within which what was deleted elsewhere must be gone here, also from memory. */
const REMEMBERED_MS = 12 * 3_600_000;

/** `POST /v1/chat/completions`: of the answer, what was written. */
const Completion = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })], z.unknown()),
});

/**
 * The way out to a language model, through a gate of its own: only to the host that was set up, private or not, at most
 * so often, one attempt each, and no redirect is followed, since the key and the texts go with it. The same question is
 * answered from memory for half a day.
 */
export function openLanguageModel(
  { url, name, key }: ModelConfig,
  options: Options,
): LanguageModel & { close(): Promise<void> } {
  const endpoint = new URL(`${url.replace(/\/+$/, '')}/chat/completions`);
  const gate = openGate({
    ...{ ...options, attempts: 1, attemptMs: ATTEMPT_MS, limitsOf: () => LIMITS },
    trustedOrigins: new Set([endpoint.origin]),
  });
  const ask = gate.askAs('language model', LIMITS);
  const answered = new LRUCache<string, string>({
    ...{ max: REMEMBERED, ttl: REMEMBERED_MS, ttlResolution: 0 },
    perf: { now: () => options.now().getTime() },
  });
  const headers = {
    ...{ accept: 'application/json', 'content-type': 'application/json' },
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };
  return {
    ...{ name, host: endpoint.host, close: () => gate.close() },
    complete: async (turns) => {
      const body = JSON.stringify(requestOf(name, turns));
      const known = createHash('sha256').update(body).digest('base64url');
      const before = answered.get(known);
      if (before !== undefined) return before;
      const request = { url: endpoint, method: 'POST', host: 'us', follow: false, headers, body } as const;
      const text = await ask({ ...request, maxBytes: ANSWER_BYTES }, (answer) =>
        written(answer, options.now()),
      );
      answered.purgeStale();
      answered.set(known, text);
      return text;
    },
  };
}

/** No randomness: the same thread has the same summary. */
const requestOf = (model: string, messages: readonly Turn[]) => ({
  ...{ model, messages, temperature: 0, seed: 1, max_tokens: ANSWER_TOKENS, stream: false },
});

function written(answer: Answer, now: Date): string {
  const { status } = answer;
  const kind = failureOfStatus(status) ?? (status === 200 ? undefined : 'rejected');
  if (kind) {
    const retryAfterMs = retryAfter(answer.headers.get('retry-after'), now);
    throw new Failure(kind, `The language model answered ${status}`, { retryAfterMs });
  }
  const read = Completion.safeParse(answer.json());
  if (read.success) return read.data.choices[0].message.content;
  throw new Failure('malformed', 'The language model answered in an unknown shape');
}
