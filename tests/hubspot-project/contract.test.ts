import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { MAPPABLE, Settings, WriteMode } from '../../src/core/governance/settings.ts';
import { tableOf } from '../../src/http/app.ts';
import { SettingsPage } from '../../src/http/settings-shapes.ts';
import type { SettingsPage as SettingsAnswer } from '../../src/http/settings-shapes.ts';
import type { RecordAnswer } from '../../src/http/shapes.ts';
import { kithAbout } from '../../manifests/hubspot/src/app/cards/card/talk/kith.ts';
import { pressKey } from '../../manifests/hubspot/src/app/cards/card/talk/press-key.ts';
import { isRecord } from '../../manifests/hubspot/src/app/cards/card/talk/record-shape.ts';
import type { CardRecord } from '../../manifests/hubspot/src/app/cards/card/talk/record-shape.ts';
import { kithAt } from '../../manifests/hubspot/src/app/settings/page/talk/kith.ts';
import {
  BOUNDS,
  FACTS,
  MODES,
  isSettingsView,
} from '../../manifests/hubspot/src/app/settings/page/talk/settings-shape.ts';
import type { SettingsView } from '../../manifests/hubspot/src/app/settings/page/talk/settings-shape.ts';
import { DOMAIN, playKith } from './bed.tsx';
import type { Asked } from './bed.tsx';
import { post, record } from './samples.ts';
import { settings, settingsView } from './settings-samples.ts';

afterEach(() => vi.unstubAllGlobals());

/** The table of Kith's API. No handler is called, so nothing behind it is needed. */
const table = tableOf({ crms: new Map(), settings: {} } as never);

/** The route that takes a request; undefined where there is none, or where what is sent does not fit it. */
function routeFor({ method, path, body }: Asked): string | undefined {
  const { pathname, searchParams } = new URL(path, 'https://kith.test');
  const parts = pathname.split('/').map(decodeURIComponent);
  return table.find((route) => {
    const names = route.path.split('/');
    const fits = names.length === parts.length && names.every((name, i) => isHole(name) || name === parts[i]);
    if (!fits || route.method !== method.toLowerCase()) return false;
    const query = Object.fromEntries(searchParams);
    const knows = Object.keys(query).every((name) => Object.hasOwn(route.query.shape, name));
    return (
      knows &&
      route.query.safeParse(query).success &&
      route.params.safeParse(filled(names, parts)).success &&
      (route.body?.safeParse(body).success ?? true)
    );
  })?.id;
}

const isHole = (name: string) => name.startsWith('{');
const filled = (names: readonly string[], parts: readonly string[]) =>
  Object.fromEntries(names.flatMap((name, i) => (isHole(name) ? [[name.slice(1, -1), parts[i]]] : [])));

describe('what the pages ask', () => {
  const base = `https://${DOMAIN}`;
  const item = { title: 'Call', body: '', key: pressKey('77', 1, { title: 'Call' }) };

  it.each([
    ['readRecord', () => kithAbout(base, '4711').read()],
    ['decideLink', () => kithAbout(base, '4711').decide('bluesky', 'did:plc:a/b', 'confirmed')],
    ['refreshRecord', () => kithAbout(base, '4711').refresh()],
    [
      'addItem',
      () => kithAbout(base, '4711').add({ kind: 'task', due: '2026-12-01T09:00:00.000Z', ...item }),
    ],
    ['addItem', () => kithAbout(base, '4711').add({ kind: 'ticket', ...item })],
    ['answerSuggestion', () => kithAbout(base, '4711').answer('jobtitle', true)],
    ['putBackField', () => kithAbout(base, '4711').putBack('jobtitle')],
    [
      'giveConsent',
      () =>
        kithAbout(base, '4711').consent('discord', {
          says: 'Yes.',
          at: '2026-11-20T09:00:00.000Z',
          account: 'ada',
        }),
    ],
    ['withdrawConsent', () => kithAbout(base, '4711').withdraw('discord')],
    ['draftReply', () => kithAbout(base, '4711').draft(post.network, post.id)],
    ['readSettings', () => kithAt(base).read()],
    ['changeSettings', () => kithAt(base).save(settings)],
    ['approve', () => kithAt(base).approve()],
    ['uninstall', () => kithAt(base).leave({ keepFields: true, restore: false })],
  ])('is served by %s, and what it sends fits', async (route, ask) => {
    const kith = playKith({});
    await ask();
    expect(kith.asked.map(routeFor)).toEqual([route]);
  });

  it('would be noticed if it did not fit', () => {
    const asked = { method: 'POST', path: '/api/v1/records/1/items', timeout: 1 };
    expect(routeFor({ ...asked, body: { kind: 'task', ...item } })).toBe('addItem');
    expect(routeFor({ ...asked, body: { kind: 'call', ...item } })).toBeUndefined();
    expect(routeFor({ ...asked, path: '/api/v1/records/1/things', body: {} })).toBeUndefined();
    expect(
      routeFor({ ...asked, method: 'GET', path: '/api/v1/records/1?whith=around', body: undefined }),
    ).toBe(undefined);
  });
});

describe('what the card reads', () => {
  it('is what Kith answers: every field that it shows, in the same shape', () => {
    expectTypeOf<RecordAnswer>().toExtend<CardRecord>();
    expect(isRecord(record())).toBe(true);
  });

  it.each([undefined, null, 'no', 7, [], {}, { contact: {} }, { ...record(), acts: undefined }])(
    'is not taken from %j',
    (body) => expect(isRecord(body)).toBe(false),
  );
});

describe('what the settings page knows', () => {
  it('is what Kith answers: every field that it shows, in the same shape', () => {
    expectTypeOf<SettingsAnswer>().toExtend<SettingsView>();
    expect(SettingsPage.parse(settingsView())).toEqual(settingsView());
    expect(isSettingsView(settingsView())).toBe(true);
  });

  it('of facts, of ways to write, and of bounds is what Kith keeps', () => {
    expect(FACTS).toEqual(MAPPABLE);
    expect(MODES).toEqual(WriteMode.options);
    for (const name of ['callsPerDay', 'graceDays'] as const) {
      const [least, most] = BOUNDS[name];
      const fits = (value: number) => Settings.safeParse({ ...settings, [name]: value }).success;
      expect([least - 1, least, most, most + 1].map(fits)).toEqual([false, true, true, false]);
    }
    const mappings = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ fact: 'bio', field: `f${i}`, mode: 'suggest' }));
    const keeps = (n: number) => Settings.safeParse({ ...settings, mappings: mappings(n) }).success;
    expect([BOUNDS.mappings, BOUNDS.mappings + 1].map(keeps)).toEqual([true, false]);
  });
});

describe('a key of a press', () => {
  it('is the same for the same wish, another for another wish, person or form, and always takes', () => {
    const key = pressKey('77', 1_764_000_000_000, { title: 'Call' });
    expect(pressKey('77', 1_764_000_000_000, { title: 'Call' })).toBe(key);
    const others = [
      pressKey('78', 1_764_000_000_000, { title: 'Call' }),
      pressKey('77', 1_764_000_000_001, { title: 'Call' }),
      pressKey('77', 1_764_000_000_000, { title: 'Call!' }),
    ];
    expect(new Set([key, ...others]).size).toBe(4);
    for (const one of [key, ...others, pressKey('a b@c'.repeat(40), 1, {})]) {
      expect(one).toMatch(/^[\w-]{1,64}$/);
    }
  });
});
