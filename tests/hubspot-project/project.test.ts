import { createHash } from 'node:crypto';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../connectors/crm/hubspot/index.ts';
import { READ_PROPERTIES } from '../../connectors/crm/hubspot/wire.ts';
import { NETWORKS } from '../../connectors/index.ts';
import { automations } from '../../src/http/automations.ts';
import { installs } from '../../src/http/installs.ts';
import { problems } from '../../src/http/problem.ts';
import { webhooks } from '../../src/http/webhooks.ts';
import { baseOf } from '../../manifests/hubspot/src/app/cards/card/talk/ask.ts';
import { FILES, PROFILES, jsonOf, onlyOf, projectUnder, textOf } from './project.ts';
import type { Subscription } from './project.ts';

const publicUrl = `https://${PROFILES.get('production')?.['APP_DOMAIN']}`;
const app = {
  clientId: 'id',
  clientSecret: 'secret',
  apiBase: 'https://api.test',
  authorizeBase: 'https://app.test',
  publicUrl,
};

describe('the project', () => {
  it('keeps the names by which HubSpot knows its parts: another name would take them off customers’ pages', () => {
    expect(
      projectUnder('production')
        .map(({ uid, type }) => `${type} ${uid}`)
        .toSorted(),
    ).toEqual([
      'app kith_app',
      'card kith_social_sidebar',
      'card kith_social_tab',
      'settings kith_settings',
      'webhooks kith_webhooks',
      'workflow-action kith_enrich_contact',
    ]);
  });

  it('is filled in by every profile, and says its platform version once', () => {
    expect([...PROFILES.keys()]).toEqual(['local', 'production', 'staging']);
    for (const name of PROFILES.keys()) expect(JSON.stringify(projectUnder(name))).not.toContain('${');
    const says = ['hsproject.json', ...FILES].filter((path) => textOf(path).includes('2026.03'));
    expect(says).toEqual(['hsproject.json']);
  });

  it('lets the pages ask Kith, and nobody else', () => {
    for (const [name, variables] of PROFILES) {
      expect(onlyOf('app', name).config.permittedUrls?.fetch).toEqual([baseOf(variables)]);
    }
  });

  it.each(projectUnder('production').filter(({ config }) => config.entrypoint !== undefined))(
    '$uid draws itself where it is placed',
    ({ type, config }) => {
      const place = config.location ?? type;
      expect(textOf(`src${config.entrypoint}`)).toContain(`hubspot.extend<'${place}'>(`);
    },
  );
});

describe('the rights', () => {
  const asked = new URL(
    hubspot.authorizeUrl(app, { state: 's', challenge: 'c', redirectUri: `${publicUrl}/x` }),
  ).searchParams;
  const words = (name: string) => (asked.get(name) ?? '').split(' ').filter(Boolean).toSorted();

  it('are those that the connector asks for: HubSpot refuses an installation that asks for others', () => {
    const { requiredScopes = [], optionalScopes = [] } = onlyOf('app').config.auth ?? {};
    expect(requiredScopes.toSorted()).toEqual(words('scope'));
    expect(requiredScopes.toSorted()).toEqual(hubspot.scopes.toSorted());
    expect(optionalScopes.toSorted()).toEqual(words('optional_scope'));
    expect(optionalScopes.filter((scope) => requiredScopes.includes(scope))).toEqual([]);
  });
});

describe('the addresses', () => {
  const crms = new Map([['hubspot', { connector: hubspot, app }]]);
  const servers: { close: () => void }[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** Kith's own routers, behind none of its guards. */
  async function serve(): Promise<string> {
    const now = () => new Date('2026-11-26T09:00:00Z');
    const log = { error: () => {}, warn: () => {}, info: () => {} };
    const deps = {
      ...{ crms, now, log, css: '/x.css', settings: { secret: 's'.repeat(32) } },
      metrics: { refused: () => {}, acknowledged: () => {} },
    } as never;
    const http = express().use(webhooks(deps), automations(deps), installs(deps)).use(problems(log));
    const server = http.listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  const pathOf = (url: string | undefined) => {
    expect(url).toMatch(new RegExp(`^${publicUrl}/`));
    return new URL(url ?? '').pathname;
  };

  it.each([
    ['webhooks', 'POST', onlyOf('webhooks').config.settings?.targetUrl, 401],
    ['steps of workflows', 'POST', onlyOf('workflow-action').config.actionUrl, 401],
    ['the end of an installation', 'GET', onlyOf('app').config.auth?.redirectUrls[0], 400],
  ])(
    'for %s are served, and take nothing that HubSpot did not sign or send',
    async (_, method, url, status) => {
      const served = await serve();
      expect((await fetch(served + pathOf(url), { method })).status).toBe(status);
      expect((await fetch(`${served}${pathOf(url)}-elsewhere`, { method })).status).toBe(404);
    },
  );
});

describe('the webhooks', () => {
  const { crmObjects = [], hubEvents = [] } = onlyOf('webhooks').config.subscriptions ?? {};
  const all = [...crmObjects, ...hubEvents];

  /** HubSpot's event of a subscription, about a contact. */
  const eventOf = ({ subscriptionType, propertyName }: Subscription) => ({
    ...{ portalId: 1, subscriptionId: 2, eventId: 3, objectId: 4, occurredAt: 1_764_000_000_000 },
    ...{ objectTypeId: '0-1', subscriptionType, propertyName },
    ...{ primaryObjectId: 4, mergedObjectIds: [5] },
  });

  it('tell of every property that the connector reads, and of no other', () => {
    const told = crmObjects.flatMap(({ propertyName }) => propertyName ?? []);
    expect(told.toSorted()).toEqual(READ_PROPERTIES.toSorted());
  });

  it.each([
    ['object.creation', 'changed'],
    ['object.propertyChange', 'changed'],
    ['object.restore', 'changed'],
    ['object.merge', 'merged'],
    ['object.deletion', 'deleted'],
    ['contact.privacyDeletion', 'erased'],
  ])('tell of %s, which the connector takes as %s', (type, kind) => {
    const some = all.filter(({ subscriptionType }) => subscriptionType === type);
    expect(some.length).toBeGreaterThan(0);
    for (const subscription of some) {
      expect(subscription.active).toBe(true);
      const body = Buffer.from(JSON.stringify([eventOf(subscription)]));
      expect(hubspot.events(body)).toMatchObject([{ kind }]);
    }
  });

  it('tell of contacts only, and of each thing once', () => {
    expect(new Set(crmObjects.map(({ objectType }) => objectType))).toEqual(new Set(['contact']));
    const keys = all.map(({ subscriptionType, propertyName }) => `${subscriptionType} ${propertyName}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBe(READ_PROPERTIES.length + 5);
  });
});

describe('the step of a workflow', () => {
  const { config } = onlyOf('workflow-action');
  const given = (reply: object) => {
    const { outputFields } = reply as { outputFields: Record<string, unknown> };
    return Object.keys(outputFields).filter((name) => name !== 'hs_execution_state' && name !== 'errorCode');
  };

  it('gives exactly the values that it declares, each with a label', () => {
    const outputs = config.outputFields?.map(({ typeDefinition }) => typeDefinition.name).toSorted();
    expect(
      given(hubspot.automationReply({ outcome: 'known', profiles: 2, influence: 83 })).toSorted(),
    ).toEqual(outputs);
    expect(Object.keys(config.labels?.en.outputFieldLabels ?? {}).toSorted()).toEqual(outputs);
  });

  it('explains its failure in words', () => {
    const reply = hubspot.automationReply({ outcome: 'no such contact' });
    expect(given(reply)).toEqual([]);
    const [rule] = config.executionRules ?? [];
    expect(reply).toMatchObject({ outputFields: { errorCode: rule?.conditions.errorCode } });
    expect(config.labels?.en.executionRules[rule?.labelName ?? '']).toMatch(/\w/);
  });

  it('offers every network that Kith can ask, and takes what a workflow sends', () => {
    const [networks] = config.inputFields ?? [];
    expect(networks?.typeDefinition.options).toEqual(
      NETWORKS.filter(({ onlyHeard }) => !onlyHeard).map(({ id, title }) => ({ value: id, label: title })),
    );
    const body = Buffer.from(
      JSON.stringify({
        callbackId: 'ap-1',
        origin: { portalId: 1 },
        object: { objectId: 4, objectType: 'CONTACT' },
        inputFields: { [networks?.typeDefinition.name ?? '']: 'bluesky;github' },
      }),
    );
    const digest = createHash('sha256').update(`secretPOST${config.actionUrl}`).update(body).digest('hex');
    const path = new URL(config.actionUrl ?? '').pathname;
    const request = { method: 'POST', path, headers: { 'x-hubspot-signature': digest }, body };
    expect(hubspot.automation(app, request, new Date())).toMatchObject({
      action: 'enrich',
      inputs: { networks: 'bluesky;github' },
    });
  });
});

describe('the pages', () => {
  const folders = ['src/app/cards', 'src/app/settings'];

  it.each(folders)('in %s are built by HubSpot from React and its components, at one version', (folder) => {
    const { dependencies, devDependencies } = jsonOf(`${folder}/package.json`) as Record<string, object>;
    const kith = jsonOf('../../package.json') as { dependencies: Record<string, string> };
    expect(devDependencies).toBeUndefined();
    expect(dependencies).toEqual({
      '@hubspot/ui-extensions': kith.dependencies['@hubspot/ui-extensions'],
      react: '18.3.1',
    });
    const lock = jsonOf(`${folder}/package-lock.json`) as {
      packages: Record<string, { dependencies: object }>;
    };
    expect(lock.packages['']?.dependencies).toEqual(dependencies);
  });

  it.each(folders)(
    'in %s are translated alike wherever they are built: nothing is read from above',
    (folder) => {
      const { compilerOptions, ...rest } = jsonOf(`${folder}/tsconfig.json`) as Record<
        string,
        { jsx: string }
      >;
      expect(compilerOptions?.jsx).toBe('react-jsx');
      expect(rest).not.toHaveProperty('extends');
    },
  );

  it('share what they share as equal copies, because HubSpot bundles each folder alone', () => {
    const [card, settings] = ['src/app/cards/card', 'src/app/settings/page'];
    const shared = FILES.filter((path) => path.startsWith(`${card}/`))
      .map((path) => path.slice(`${card}/`.length))
      .filter((path) => FILES.includes(`${settings}/${path}`) && !['desk.ts', 'talk/kith.ts'].includes(path));
    expect(shared).toEqual([
      'talk/ask.ts',
      'talk/trouble.ts',
      'trouble-line.tsx',
      'trouble-words.tsx',
      'use-wish.ts',
    ]);
    for (const path of shared) expect(textOf(`${settings}/${path}`)).toBe(textOf(`${card}/${path}`));
  });

  it('use nothing that HubSpot’s worker lacks: no page, no storage, no fetch of their own', () => {
    const code = FILES.filter((path) => /\.tsx?$/.test(path));
    expect(code.length).toBeGreaterThan(50);
    for (const path of code) {
      expect(textOf(path), path).not.toMatch(/(?<![\w.])(?:window|document|localStorage)\s*\./);
      expect(textOf(path), path).not.toMatch(/(?<![\w.])(?:fetch|require)\(/);
      expect(textOf(path), path).not.toMatch(/from\s+['"]\.\.\//);
    }
  });
});
