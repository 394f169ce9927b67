import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from 'jsforce';
import { openBed } from './testbed.ts';
import type { Bed } from './testbed.ts';

let bed: Bed;
let conn: Connection;
beforeEach(async () => {
  bed = await openBed({ dailyLimit: 50 });
  conn = await bed.connect();
});
afterEach(() => bed.close());

describe('the day’s calls', () => {
  it('are told on every answer, and refused when they are used up', async () => {
    await conn.query('SELECT Id FROM Contact');
    expect(conn.limitInfo.apiUsage).toEqual({ used: 1, limit: 50 });
    expect(await bed.ask('GET', '/limits')).toMatchObject({
      body: { DailyApiRequests: { Max: 50, Remaining: 48 } },
    });
    bed.org.switches.callsUsed = 50;
    await expect(conn.query('SELECT Id FROM Contact')).rejects.toMatchObject({
      errorCode: 'REQUEST_LIMIT_EXCEEDED',
    });
  });
});

describe('a bad day', () => {
  it('comes when a test calls it: an error, a late one, a cut connection, and one after the work was done', async () => {
    const create = () => conn.sobject('Contact').create({ LastName: 'A' });
    bed.org.switches.fail({ times: 1, method: 'POST', status: 503, body: '<html>down</html>' });
    await expect(create()).rejects.toThrow();
    bed.org.switches.fail({ times: 1, path: /Contact/, destroy: true });
    await expect(create()).rejects.toThrow();
    expect(bed.org.rows('Contact')).toEqual([]);
    bed.org.switches.fail({ times: 1, path: /Contact/, destroy: true, after: true });
    await expect(create()).rejects.toThrow();
    expect(bed.org.rows('Contact')).toHaveLength(1);
    bed.org.switches.fail({ times: 1, delay: 5 });
    expect(await create()).toMatchObject({ success: true });
  });

  it('is seen in the log, which holds neither tokens nor bodies', async () => {
    await conn.sobject('Contact').create({ LastName: 'Secret' });
    const [call] = bed.org.switches.requests.filter(({ path }) => path.endsWith('/sobjects/Contact'));
    expect(call).toMatchObject({ method: 'POST', headers: { 'sforce-call-options': 'client=kith' } });
    expect(call?.bytes).toBeGreaterThan(10);
    expect(JSON.stringify(call)).not.toMatch(/Secret|Bearer|authorization/);
    expect(bed.org.switches.counts()).toMatchObject({ 'POST /sobjects/Contact': 1 });
  });
});
