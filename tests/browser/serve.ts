import express from 'express';
import { request } from 'undici';
import { openHttp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { listen } from '../../src/http/listen.ts';

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; {} when there is none. */
  readonly json: Record<string, unknown>;
}

interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** The real app over real HTTP, without the console's bundle, and a way to ask it. */
export async function serve(deps: HttpDeps) {
  const page = { css: '/assets/app.css', router: express.Router() };
  const listening = await listen(openHttp(deps, page), 0, '127.0.0.1');
  return {
    url: listening.url,
    close: () => listening.close(0),
    ask: async (path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Got> => {
      const answer = await request(`${listening.url}${path}`, { method, headers, body: body ?? null });
      const text = await answer.body.text();
      const json =
        /[/+]json/.test(String(answer.headers['content-type'])) && text !== '' ? JSON.parse(text) : {};
      return { status: answer.statusCode, headers: answer.headers, text, json };
    },
  };
}
