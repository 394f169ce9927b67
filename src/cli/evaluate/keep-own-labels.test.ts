import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshStore } from '../../../tests/support/database.ts';
import type { FreshStore } from '../../../tests/support/database.ts';
import { examples } from '../../core/conversation/own-labels/testbed.ts';
import { installationOf } from '../../core/ids.ts';
import { keepOwnLabels, removeOwnLabels } from './keep-own-labels.ts';

const folder = mkdtempSync(join(tmpdir(), 'kith-own-labels-'));
const file = join(folder, 'labels.jsonl');
writeFileSync(file, examples.map((one) => JSON.stringify(one)).join('\n'));
const id = installationOf('hubspot', 'shop');
const silent = () => {};

let db: FreshStore;
beforeAll(async () => {
  db = await freshStore();
  const installedAt = new Date('2026-05-01T00:00:00Z');
  await db.store.install({
    id,
    crm: 'hubspot',
    account: 'shop',
    status: 'active',
    sample: false,
    installedAt,
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
});

it('puts labels in force for an installation, says how well they are told, and takes them away again', async () => {
  const kept = await keepOwnLabels(file, id, db.store, silent);
  expect(kept.figures.labels).toHaveLength(3);
  const taught = await db.store.inside(id, (w) => w.ownLabels.taught());
  expect(taught).toMatchObject({
    version: kept.version,
    by: expect.stringContaining('command line') as string,
  });
  expect(await removeOwnLabels(id, db.store)).toEqual({ installation: id, removed: true });
  expect(await removeOwnLabels(id, db.store)).toEqual({ installation: id, removed: false });
});

it('names the installations that there are instead of one that is not there', async () => {
  await expect(keepOwnLabels(file, 'hubspot-nobody', db.store, silent)).rejects.toThrow(
    /there are: hubspot-shop/,
  );
});

it('keeps nothing of a file of which nothing can be learnt', async () => {
  const few = join(folder, 'few.jsonl');
  writeFileSync(few, JSON.stringify(examples[0]));
  await expect(keepOwnLabels(few, id, db.store, silent)).rejects.toThrow(/only the label/);
  expect(await db.store.inside(id, (w) => w.ownLabels.taught())).toBeUndefined();
});
