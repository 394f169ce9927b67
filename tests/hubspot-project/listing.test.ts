import { describe, expect, it } from 'vitest';
import { PROFILES, onlyOf, projectUnder, textOf } from './project.ts';

const listing = textOf('LISTING.md');
const setup = textOf('SETUP.md');

/** A part of the page, from its heading to the next. */
function part(title: string): string {
  const [, found] = listing.split(`\n## ${title}\n`);
  if (found === undefined) throw new Error(`LISTING.md has no part “${title}”`);
  return found.split('\n## ')[0] ?? '';
}

/** The rows of a part's table, without its head. */
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );

const scopesIn = (text: string) => [...text.matchAll(/`([a-z._]+)`/g)].map(([, scope]) => scope);
const quoted = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('>'))
    .map((line) => line.slice(1).trim())
    .join(' ');

const { config } = onlyOf('app');
const { requiredScopes = [], optionalScopes = [] } = config.auth ?? {};

describe('the listing', () => {
  it('bears the name of the app, which is not one of HubSpot’s', () => {
    const [[, name], [, tagline = '']] = rowsOf(part('Name and tagline')) as [string[], string[]];
    expect(name).toBe(config.name);
    expect(name).not.toMatch(/hub/i);
    expect(tagline.length).toBeLessThanOrEqual(80);
  });

  it('has an overview of at least 160 characters, without placeholders or repeated lines', () => {
    const overview = quoted(part('Overview'));
    expect(overview.length).toBeGreaterThanOrEqual(160);
    expect(overview).not.toMatch(/lorem|todo|tbd/i);
    const sentences = overview.split(/(?<=[.?!]) /);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('gives a reason for every scope, and says rightly which are required', () => {
    const reasons = rowsOf(part('Why each scope'));
    const required = reasons.filter(([, is]) => is === 'yes').flatMap(([scope = '']) => scopesIn(scope));
    const optional = reasons.filter(([, is]) => is === 'no').flatMap(([scope = '']) => scopesIn(scope));
    expect(required.toSorted()).toEqual(requiredScopes.toSorted());
    expect(optional.toSorted()).toEqual(optionalScopes.toSorted());
    for (const [scope, , why = ''] of reasons) expect(why.length, scope).toBeGreaterThan(15);
  });

  it('names in its shared data every object that a scope opens, once, and writes nothing without a right', () => {
    const rows = rowsOf(part('Shared data'));
    expect(new Set(rows.map(([object]) => object)).size).toBe(rows.length);
    const named = rows.flatMap(([, , , scopes = '']) => scopesIn(scopes));
    const opened = [...requiredScopes, ...optionalScopes].filter((scope) => scope !== 'oauth');
    expect(named.toSorted()).toEqual(opened.toSorted());
    for (const [object, , written, scopes = ''] of rows) {
      const may = /\.write`|`tickets`/.test(scopes);
      expect(written !== 'nothing', object).toBe(may);
    }
  });

  it('links to different public pages over https, and installs where the server does', () => {
    const links = rowsOf(part('Links')).map(([, url = '']) => url);
    expect(new Set(links).size).toBe(links.length);
    for (const link of links) expect(link).toMatch(/^https:\/\/[^\s/]+\//);
    expect(links).toContain(`https://${PROFILES.get('production')?.['APP_DOMAIN']}/install/hubspot`);
    const { documentationUrl, supportUrl, supportEmail } = (
      config as { support: Record<'documentationUrl' | 'supportUrl' | 'supportEmail', string> }
    ).support;
    expect(links).toEqual(expect.arrayContaining([documentationUrl, supportUrl]));
    expect(part('Privacy and support')).toContain(supportEmail);
  });

  it('and the setup guide name cards, action and values as HubSpot shows them', () => {
    const cards = projectUnder('production').filter(({ type }) => type === 'card');
    const action = onlyOf('workflow-action').config.labels?.en as unknown as {
      readonly actionName: string;
      readonly outputFieldLabels: Readonly<Record<string, string>>;
    };
    const flat = setup.replaceAll(/\s+/g, ' ');
    for (const text of [listing, setup]) {
      for (const { config: card } of cards) expect(text).toContain(`_${card.name}_`);
      expect(text).toContain(`_${action.actionName}_`);
    }
    for (const label of Object.values(action.outputFieldLabels)) expect(flat).toContain(`_${label}_`);
  });
});
