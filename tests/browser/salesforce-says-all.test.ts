import { expect, it } from 'vitest';
import { LEFT_OUT } from '../support/left-out.ts';
import { leftOutBy } from '../support/says-all.ts';
import { allOf } from './all-of-it.ts';
import { salesforceBed } from './salesforce-bed.ts';

const bed = salesforceBed();

it('the panel says all that the record says, but for what it leaves out for a reason', async () => {
  const page = await bed.opened();
  const view = page.locator('c-kith-record-view');
  const out = await leftOutBy((record) => allOf(view, { record }));
  expect(out.toSorted()).toEqual(Object.keys(LEFT_OUT.salesforce).toSorted());
}, 120_000);
