import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filesOf, saysOf, textOf, xmlOf } from './package.ts';

const Project = z.object({
  sourceApiVersion: z.string(),
  packageDirectories: z.array(z.object({ path: z.string() })),
});
const project = Project.parse(JSON.parse(textOf('sfdx-project.json')));
const everything = project.packageDirectories.flatMap(({ path }) => filesOf('', /./, path));
const ours = (pattern: RegExp) => everything.filter(({ path }) => pattern.test(path));

describe('the Salesforce package', () => {
  it('states one API version, everywhere', () => {
    const stated = ours(/-meta\.xml$/).flatMap((file) => saysOf(xmlOf(file), ':root > apiVersion'));
    expect(stated.length).toBeGreaterThan(40);
    expect(new Set(stated)).toEqual(new Set([project.sourceApiVersion]));
  });

  it('keeps the app and the connection to an operator apart', () => {
    expect(project.packageDirectories.map(({ path }) => path)).toEqual(['force-app', 'connect-app']);
    expect(ours(/^connect-app\//).map(({ path }) => path.split('/').at(-2))).toEqual([
      'externalClientApps',
      'extlClntAppOauthSettings',
    ]);
  });

  it('carries no key, and no prefix of a namespace', () => {
    const secret = /<(consumerKey|consumerSecret|password)>|Bearer [A-Za-z0-9]{8}/;
    const prefixed = /\bkith__/;
    expect(everything.filter(({ text }) => secret.test(text)).map(({ path }) => path)).toEqual([]);
    expect(ours(/\.(cls|trigger|js|html|xml)$/).filter(({ text }) => prefixed.test(text))).toEqual([]);
  });

  it('says in every class whose rights it uses, and why where it is not the user’s', () => {
    const classes = ours(/\.cls$/).filter(({ text }) => !text.includes('@IsTest'));
    const open = classes.filter(({ text }) => !/\bwith sharing class\b/.test(text));
    expect(classes.length).toBeGreaterThan(20);
    expect(open.map(({ path }) => path.split('/').at(-1))).toEqual([
      'KithInstall.cls',
      'KithLeadConversion.cls',
    ]);
    for (const { text } of open) expect(text).toMatch(/system mode, on purpose/);
  });

  it('asks the org in one place of a class, and Kith in one place at all', () => {
    const classes = ours(/\.cls$/).filter(({ text }) => !text.includes('@IsTest'));
    const queries = (text: string) => text.match(/\[\s*SELECT\b/g)?.length ?? 0;
    for (const { path, text } of classes)
      expect([path, queries(text)]).toEqual([path, Math.min(1, queries(text))]);
    expect(classes.filter(({ text }) => /new Http\(\)/.test(text))).toHaveLength(1);
  });

  it('opens to a user only classes that pages and flows call', () => {
    const granted = filesOf('permissionsets', /permissionset-meta\.xml$/).flatMap((file) =>
      saysOf(xmlOf(file), 'classAccesses > apexClass'),
    );
    const called = ours(/\.cls$/)
      .filter(({ text }) => /@AuraEnabled(\(cacheable=true\))?\s+public static|@InvocableMethod/.test(text))
      .map(({ path }) => path.split('/').at(-1)?.replace('.cls', ''));
    expect([...new Set(granted)].toSorted()).toEqual(called.toSorted());
  });

  it('tests every class that does something', () => {
    const tests = ours(/Test\.cls$/)
      .map(({ text }) => text)
      .join('\n');
    const silent = ours(/\.cls$/)
      .filter(({ text }) =>
        /@AuraEnabled(\(cacheable=true\))?\s+public static|@InvocableMethod|implements/.test(text),
      )
      .map(({ path }) => path.split('/').at(-1)?.replace('.cls', '') ?? '')
      .filter((name) => name !== 'KithServiceMock' && !tests.includes(name));
    expect(silent).toEqual([]);
  });
});
