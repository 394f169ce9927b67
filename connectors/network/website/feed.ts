import { Failure } from '../../../src/core/failure.ts';
import type { Feed } from './entry.ts';
import { readJsonFeed } from './json-feed.ts';
import { readXmlFeed } from './xml-feed.ts';

/** RSS (0.9 to 2.0), Atom or JSON Feed. @throws Failure `malformed` for what is none of them. */
export function readFeed(text: string): Feed {
  const feed = /^\s*\{/.test(text) ? readJsonFeed(text) : readXmlFeed(text);
  if (feed) return feed;
  throw new Failure('malformed', 'what the page calls its feed is none');
}
