import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLASSES } from '../../src/sandbox/salesforce/record-page/apex/index.ts';
import { StoredPost } from '../../src/sandbox/salesforce/record-page/apex/KithPostView.ts';
import { StoredProfile } from '../../src/sandbox/salesforce/record-page/apex/KithProfileView.ts';
import { filesOf } from './package.ts';

const classes = filesOf('classes', /\.cls$/).filter(({ text }) => !text.includes('@IsTest'));
const nameOf = (path: string) => path.split('/').at(-1)?.replace('.cls', '') ?? '';

/** `Class.method(parameter, …)` of each method that components may call. */
const inApex = classes.flatMap(({ path, text }) =>
  [...text.matchAll(/@AuraEnabled(?:\(cacheable=true\))?\s+public static [\w<>]+ (\w+)\(([^)]*)\)/g)].map(
    ([, method = '', parameters = '']) => {
      const names = parameters.split(',').map((one) => one.trim().split(' ').at(-1));
      return `${nameOf(path)}.${method}(${names.join(', ')})`;
    },
  ),
);

describe('the simulator of the org', () => {
  it('has each method that components call, with the parameters of the Apex, and no other', () => {
    const simulated = Object.entries(CLASSES).flatMap(([name, methods]) =>
      Object.entries(methods).map(
        ([method, { parameters }]) => `${name}.${method}(${parameters.join(', ')})`,
      ),
    );
    expect(inApex.length).toBeGreaterThan(8);
    expect(simulated.toSorted()).toEqual(inApex.toSorted());
  });

  it('names each of its counterparts after a class of the package', () => {
    const folder = new URL('../../src/sandbox/salesforce/record-page/apex/', import.meta.url);
    const counterparts = readdirSync(folder).filter((file) => file.startsWith('Kith'));
    expect(counterparts.length).toBeGreaterThan(10);
    expect(classes.map(({ path }) => nameOf(path))).toEqual(
      expect.arrayContaining(counterparts.map((file) => file.replace('.ts', ''))),
    );
  });

  it('shows to components what the Apex shows: each member of a view, by its name', () => {
    const simulated = new Map(
      filesOf('', /\.ts$/, '../../src/sandbox/salesforce/record-page/apex').map(({ path, text }) => [
        nameOf(path.replace('.ts', '.cls')),
        text,
      ]),
    );
    for (const { path, text } of classes) {
      const counterpart = simulated.get(nameOf(path));
      const shown = [...text.matchAll(/@AuraEnabled\s+public [\w<>]+ (\w+)(?: =|;)/g)].map(
        ([, name]) => name,
      );
      if (counterpart === undefined) continue;
      for (const name of shown)
        expect(counterpart, `${nameOf(path)} shows ${name}`).toMatch(new RegExp(`\\b${name}\\b`));
    }
  });

  it.each([
    ['Social_Profiles__r', StoredProfile],
    ['Social_Conversations__r', StoredPost],
  ])('reads of %s what the Apex reads', (relationship, stored) => {
    for (const object of ['Contact', 'Lead']) {
      const { text = '' } = classes.find(({ path }) => nameOf(path) === `Kith${object}Selector`) ?? {};
      const [before = ''] = text.split(`FROM ${relationship}`);
      const asked = before.slice(before.lastIndexOf('SELECT') + 6).match(/\w+/g) ?? [];
      const shown = Object.keys(stored.shape);
      expect(shown.length).toBeGreaterThan(8);
      expect(asked).toEqual(expect.arrayContaining(shown));
    }
  });
});
