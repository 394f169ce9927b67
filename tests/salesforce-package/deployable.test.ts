import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ComponentSet, MetadataConverter } from '@salesforce/source-deploy-retrieve';
import { afterEach, describe, expect, it } from 'vitest';
import { filesOf, saysOf, textOf, xmlOf } from './package.ts';

const PROJECT = fileURLToPath(new URL('../../manifests/salesforce', import.meta.url));
const DIRECTORIES = ['force-app', 'connect-app'];
const API = JSON.parse(textOf('sfdx-project.json')) as { sourceApiVersion: string };

/** The metadata of a package directory, as Salesforce's own library finds it. @throws for a file that it does not know */
function found(directory: string): ComponentSet {
  const set = ComponentSet.fromSource(join(PROJECT, directory));
  set.sourceApiVersion = API.sourceApiVersion;
  return set;
}

const withoutSlash = (member: string) => member.replace(/\/$/, '');

describe('the package, to the library that deploys it', () => {
  const scratch: string[] = [];
  afterEach(() => {
    for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it.each(DIRECTORIES)('is metadata in each of its files: %s', (directory) => {
    const taken = new Set(
      [...found(directory).getSourceComponents()].flatMap((component) => [
        ...[component.xml, component.content].filter((path) => path !== undefined),
        ...component.walkContent(),
        ...component.getChildren().flatMap(({ xml }) => (xml === undefined ? [] : [xml])),
      ]),
    );
    const there = filesOf('', /^(?!.*__tests__).*$/, directory).map(({ path }) => path);
    const known = [...taken].map((path) => relative(PROJECT, path));
    expect(there.filter((path) => !known.includes(path))).toEqual([]);
  });

  it('names the folders of its reports and its dashboard beside what is in them', async () => {
    const manifest = xmlOf({ text: await found('force-app').getPackageXml() });
    const members = (type: string) =>
      manifest('types')
        .toArray()
        .filter((one) => manifest(one).find('name').text() === type)
        .flatMap((one) => manifest(one).find('members').toArray())
        .map((one) => manifest(one).text());
    expect(members('Report').map(withoutSlash)).toEqual(
      expect.arrayContaining(['Kith_Reports', 'Kith_Reports/Influential_People']),
    );
    expect(members('Dashboard').map(withoutSlash)).toEqual([
      'Kith_Dashboards',
      'Kith_Dashboards/Social_Layer',
    ]);
    expect(saysOf(manifest, 'Package > version')).toEqual([API.sourceApiVersion]);
  });

  it('is put in the order in which an org takes it, each folder with its own file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kith-package-'));
    scratch.push(folder);
    const { packagePath = '' } = await new MetadataConverter().convert(found('force-app'), 'metadata', {
      type: 'directory',
      outputDirectory: folder,
    });
    const files = readdirSync(packagePath, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(
      expect.arrayContaining([
        'package.xml',
        'reports/Kith_Reports-meta.xml',
        'reports/Kith_Reports/Influential_People.report',
        'dashboards/Kith_Dashboards-meta.xml',
        'classes/KithLiveRecord.cls',
        'lwc/kithSocialPanel/kithSocialPanel.js',
        'objects/Social_Profile__c.object',
      ]),
    );
  });
});
