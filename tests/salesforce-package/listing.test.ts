import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesOf, textOf } from './package.ts';

const FOLDER = new URL('../../manifests/salesforce/screenshots/', import.meta.url);
const listing = textOf('LISTING.md');
const pictures = readdirSync(FOLDER);

/** Width and height, as a PNG says them in its head. */
function sizeOf(picture: string): readonly [number, number] {
  const bytes = readFileSync(new URL(picture, FOLDER));
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe('the listing kit', () => {
  it('names each of its pictures, in the size it says', () => {
    const named = [...listing.matchAll(/`screenshots\/([^`]+)`/g)].map(([, name]) => name ?? '');
    expect(pictures.length).toBeGreaterThan(5);
    expect(named.toSorted()).toEqual(pictures.toSorted());
    const sizes = named.map(sizeOf);
    expect(sizes.pop()).toEqual([390, 844]);
    expect(new Set(sizes.map(String))).toEqual(new Set(['1600,900']));
  });

  it('tells of each permission set, flow step and object of the package', () => {
    const sets = filesOf('permissionsets', /\.permissionset-meta\.xml$/);
    const objects = filesOf('objects', /__(c|e|mdt)\.object-meta\.xml$/);
    const names = [...sets, ...objects].map(({ path }) => (path.split('/').at(-1) ?? '').split('.')[0] ?? '');
    expect(names.length).toBeGreaterThan(6);
    for (const name of names) expect(listing).toContain(`\`${name}\``);
    const steps = filesOf('classes', /Action\.cls$/).map(
      ({ text }) => /label='([^']+)' description/.exec(text)?.[1],
    );
    expect(steps).toHaveLength(2);
    for (const step of steps) expect(listing).toContain(`"${step}"`);
  });

  it('gives a reason for each class that runs without the user’s sharing', () => {
    const classes = filesOf('classes', /\.cls$/).filter(({ text }) => !text.includes('@IsTest'));
    const open = classes.filter(({ text }) => !/\bwith sharing class\b/.test(text));
    expect(open).toHaveLength(2);
    for (const { path } of open) {
      expect(listing).toMatch(new RegExp(`\`${path.split('/').at(-1)?.replace('.cls', '')}\`: \\w+`));
    }
  });

  it('says what is open: nothing that only an operator has is claimed as done', () => {
    const rows = listing.split('\n').filter((line) => line.startsWith('| '));
    for (const open of ['Test org', 'DAST report', 'TLS 1.2', 'Privacy text', 'Source Code Scanner']) {
      expect(rows.find((line) => line.startsWith(`| ${open}`))).toContain('**Open**');
    }
    expect(listing).toContain('No org has run them yet');
  });
});
