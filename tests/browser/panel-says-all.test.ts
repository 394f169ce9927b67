import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHttp } from '../../src/http/app.ts';
import { openConsole } from '../../src/http/console.ts';
import { listen } from '../../src/http/listen.ts';
import type { Listening } from '../../src/http/listen.ts';
import type { RecordAnswer } from '../../src/http/shapes.ts';
import { FULL } from '../support/full-record.ts';
import { LEFT_OUT } from '../support/left-out.ts';
import { leftOutBy } from '../support/says-all.ts';
import { allOf } from './all-of-it.ts';
import { NOW, world } from './hand-made.ts';
import { people } from './people.ts';
import { openVisits } from './visits.ts';
import type { Visits } from './visits.ts';

let visits: Visits;
let served: Listening;
beforeAll(async () => {
  const [opened, bundle] = await Promise.all([openVisits(), openConsole()]);
  visits = opened;
  served = await listen(openHttp(world(people()).deps, bundle), 0, '127.0.0.1');
});
afterAll(async () => {
  await visits?.close();
  await served?.close(0);
});

const DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
const READ = /\/api\/v1\/records\/101(\?|$)/;

it('Kith’s own page says all that the record says, but for what it leaves out for a reason', async () => {
  let answered = FULL;
  const page = await visits.open('about:blank');
  await page.clock.install({ time: NOW });
  await page.route(/^https:.*\.example/, (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: DOT }),
  );
  await page.route(READ, (route) => route.fulfill({ json: answered }));
  await page.goto(`${served.url}/contacts/101`);
  const record = page.locator('article.record');
  await record.waitFor();
  let turn = 0;

  /** The page asks again every two seconds; that the new record is drawn is seen by its number. */
  const look = async (told: RecordAnswer): Promise<string> => {
    turn += 1;
    const name = `${told.contact.name ?? ''} #${turn}.`;
    answered = { ...told, contact: { ...told.contact, name } };
    const arrived = page.waitForResponse(READ);
    await page.clock.runFor(2_000);
    await arrived;
    while ((await record.locator('h1').innerText()) !== name) await page.clock.runFor(20);
    return (await allOf(record, {})).replaceAll(` #${turn}.`, '');
  };
  expect((await leftOutBy(look)).toSorted()).toEqual(Object.keys(LEFT_OUT.web).toSorted());
}, 120_000);
