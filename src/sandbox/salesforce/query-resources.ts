import { idOf } from './ids.ts';
import { ok } from './calls.ts';
import type { Call, Reply, Resource } from './calls.ts';
import { OrgRefusal } from './refusal.ts';
import { runSoql } from './soql.ts';
import { malformed } from './soql-errors.ts';
import type { Answer } from './soql-select.ts';

interface Cursor {
  readonly totalSize: number;
  readonly records: readonly Answer[];
}

/** So many a user may have open; the oldest is closed for the next. */
const MOST_CURSORS = 50;

/** `/query`, `/queryAll` and the pages that follow. @param pageSize as it is at the moment */
export function queryResources(pageSize: () => number): readonly Resource[] {
  const cursors = new Map<string, Cursor>();
  let opened = 0;
  const page = (root: string, locator: string, cursor: Cursor, from: number): object => {
    const until = from + pageSize();
    const done = until >= cursor.records.length;
    const next = `/services/data/v67.0${root}/${locator}-${until}`;
    const records = cursor.records.slice(from, until);
    return { totalSize: cursor.totalSize, done, ...(done ? {} : { nextRecordsUrl: next }), records };
  };
  const ask = (call: Call, all: boolean): Reply => {
    const soql = call.query.get('q');
    if (soql === null) throw malformed('unexpected token: <EOF>');
    const found = runSoql(call.tx.state, soql, all);
    const locator = idOf('01g', (opened += 1));
    if (found.records.length > pageSize()) {
      cursors.set(locator, found);
      for (const oldest of [...cursors.keys()].slice(0, -MOST_CURSORS)) cursors.delete(oldest);
    }
    return ok(page(call.path, locator, found, 0));
  };
  const more = (call: Call): Reply => {
    const [, locator = '', from = ''] = /^(\w+)-(\d+)$/.exec(call.of['locator'] ?? '') ?? [];
    const cursor = cursors.get(locator);
    if (!cursor) throw new OrgRefusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    return ok(page(call.path.replace(/\/[^/]+$/, ''), locator, cursor, Number(from)));
  };
  return [
    { path: '/query', methods: { GET: (call) => ask(call, false) } },
    { path: '/queryAll', methods: { GET: (call) => ask(call, true) } },
    { path: '/(?:query|queryAll|tooling/query)/:locator', methods: { GET: more } },
    { path: '/tooling/query', methods: { GET: (call) => ask(call, false) } },
  ];
}
