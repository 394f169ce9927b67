import { expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { networkVariable } from './core/governance/network-variable.ts';

it('starts with no variable at all: the embedded database, on loopback', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', databaseUrl: undefined });
  expect(config.crmApps.size).toBe(0);
});

it('names the variable at fault and its cure', () => {
  expect(() => readConfig({ KITH_SECRET: 'short' })).toThrow(/openssl rand -hex 32[^]*KITH_SECRET/);
  expect(() => readConfig({ KITH_PORT: 'http' })).toThrow(/KITH_PORT/);
  expect(() => readConfig({ KITH_HUBSPOT_CLIENT_ID: 'x' })).toThrow(/both KITH_HUBSPOT_CLIENT_ID/);
});

it('refuses a database of your own without a secret of your own', () => {
  expect(() => readConfig({ DATABASE_URL: 'postgres://db.example/kith' })).toThrow(
    /DATABASE_URL needs KITH_SECRET/,
  );
});

it('asks for the public URL when others are let in', () => {
  expect(() => readConfig({ KITH_HOST: '0.0.0.0' })).toThrow(/KITH_PUBLIC_URL/);
  expect(readConfig({ KITH_HOST: '0.0.0.0', KITH_PUBLIC_URL: 'https://kith.example/' }).publicUrl).toBe(
    'https://kith.example',
  );
});

it('believes no proxy unless told how many are one’s own', () => {
  expect(readConfig({}).proxies).toBe(0);
  expect(readConfig({ KITH_PROXIES: '2' }).proxies).toBe(2);
  expect(() => readConfig({ KITH_PROXIES: 'all' })).toThrow(/KITH_PROXIES/);
});

it('takes an empty variable as absent', () => {
  expect(readConfig({ DATABASE_URL: '', KITH_PORT: '' }).port).toBe(3000);
});

it('points networks at other hosts, and says how when it cannot read where', () => {
  const config = readConfig({
    KITH_NETWORK_BASE: 'bluesky=http://127.0.0.1:2584/, website=http://127.0.0.1:4001',
  });
  expect(config.networkBases).toEqual({ bluesky: 'http://127.0.0.1:2584', website: 'http://127.0.0.1:4001' });
  expect(() => readConfig({ KITH_NETWORK_BASE: 'bluesky' })).toThrow(/network=https:\/\/host/);
});

it('takes the settings of any network by its name, without knowing the network', () => {
  const env = {
    KITH_NETWORK_BASE: 'a=http://127.0.0.1:1',
    KITH_NETWORK_FORUM_API_KEY: 'k',
    KITH_GITHUB_TOKEN: 't',
  };
  expect(readConfig(env).networkSettings).toEqual({ forum: { apiKey: 'k' }, github: { token: 't' } });
  expect(networkVariable('forum', 'apiKey')).toBe('KITH_NETWORK_FORUM_API_KEY');
});

it('knows Salesforce by a secret, by a private key whose line ends may be written out, or by both', () => {
  const pem = '-----BEGIN PRIVATE KEY-----\\nMIIB\\n-----END PRIVATE KEY-----';
  const id = { KITH_SALESFORCE_CLIENT_ID: 'id' };
  const app = readConfig({ ...id, KITH_SALESFORCE_PRIVATE_KEY: pem }).crmApps.get('salesforce');
  expect(app).toEqual({ clientId: 'id', clientSecret: '', privateKey: pem.replaceAll('\\n', '\n') });
  expect(readConfig({ ...id, KITH_SALESFORCE_CLIENT_SECRET: 's' }).crmApps.size).toBe(1);
  expect(() => readConfig(id)).toThrow(/KITH_SALESFORCE_PRIVATE_KEY/);
  expect(() => readConfig({ ...id, KITH_SALESFORCE_PRIVATE_KEY: 'MIIB' })).toThrow(/whole PEM file/);
});

it('takes a language model by its address and name, and sends its key to nobody unencrypted', () => {
  const local = { KITH_MODEL_URL: 'http://127.0.0.1:11434/v1', KITH_MODEL_NAME: 'small-1' };
  expect(readConfig(local).model).toEqual({ url: local.KITH_MODEL_URL, name: 'small-1' });
  expect(readConfig({ ...local, KITH_MODEL_KEY: 'k' }).model).toMatchObject({ key: 'k' });
  expect(readConfig({}).model).toBeUndefined();
  expect(() => readConfig({ KITH_MODEL_URL: local.KITH_MODEL_URL })).toThrow(/KITH_MODEL_NAME/);
  expect(() => readConfig({ KITH_MODEL_NAME: 'small-1' })).toThrow(/11434/);
  const far = { ...local, KITH_MODEL_URL: 'http://model.example/v1' };
  expect(readConfig(far).model?.url).toBe('http://model.example/v1');
  expect(() => readConfig({ ...far, KITH_MODEL_KEY: 'k' })).toThrow(/https address/);
});

it('asks only the networks that are named, and all when none is', () => {
  expect(readConfig({ KITH_NETWORKS: 'bluesky, github,' }).onlyNetworks).toEqual(
    new Set(['bluesky', 'github']),
  );
  expect(readConfig({}).onlyNetworks).toBeUndefined();
});
