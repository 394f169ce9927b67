import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { INTENTS } from '../../src/core/conversation/intent/intents.ts';
import { Target } from '../../src/core/listening/target.ts';
import { Signal } from '../../src/core/record/signal.ts';
import { filesOf, saysOf, textOf, xmlOf } from './package.ts';

const LABELS = { text: textOf('force-app/main/default/labels/CustomLabels.labels-meta.xml') };
const there = saysOf(xmlOf(LABELS), 'labels > fullName');
const components = filesOf('lwc', /(?<!__tests__\/.*)\.(js|html)$/);
const classes = filesOf('classes', /\.cls$/);

const all = (files: readonly { text: string }[], pattern: RegExp) =>
  files.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''));

/** The scripts that take their texts from a table of labels, with the templates beside them. */
function usersOf(table: string): readonly { readonly text: string }[] {
  const folders = components
    .filter(({ text }) => text.includes(`from 'c/${table}'`))
    .map(({ path }) => dirname(path));
  return components.filter(({ path }) => folders.includes(dirname(path)));
}

describe('the labels of the package', () => {
  it('are there for every text of the panel and of Apex, and none is left over', () => {
    const used = new Set([
      ...all(components, /@salesforce\/label\/c\.(\w+)/g),
      ...all(classes, /System\.Label\.(\w+)/g),
    ]);
    expect(there.length).toBeGreaterThan(50);
    expect([...used].toSorted()).toEqual(there.toSorted());
  });

  it('are known to the components by the names they use, and each is used', () => {
    for (const table of components.filter(({ path }) => path.endsWith('Labels.js'))) {
      const known = [...(table.text.split('freeze(')[1] ?? '').matchAll(/^ {2}(\w+)[:,]/gm)];
      const name = /(\w+)\.js$/.exec(table.path)?.[1] ?? '';
      const used = new Set(all(usersOf(name), /\b(?:labels|LABELS)\.(\w+)/g));
      expect(known.length).toBeGreaterThan(15);
      expect(known.map(([, one]) => one).toSorted()).toEqual([...used].toSorted());
    }
  });

  it('name every kind of signal', () => {
    const signals = components.find(({ path }) => path.endsWith('kithSignalList.js'))?.text ?? '';
    const titled = [...signals.matchAll(/^ {2}'?([\w ]+?)'?: LABELS\.\w+,$/gm)].map(([, kind]) => kind);
    expect(titled.toSorted()).toEqual(Signal.shape.kind.options.toSorted());
  });

  it('name everything that a post may want, and whom a topic may name', () => {
    const reading = components.find(({ path }) => path.endsWith('kithReading.js'))?.text ?? '';
    const named = (kind: string) =>
      [...reading.matchAll(new RegExp(`\\b(\\w+): LABELS\\.${kind}\\w+`, 'g'))].map(([, one]) => one);
    expect(named('intent').toSorted()).toEqual([...INTENTS].toSorted());
    expect(named('target').toSorted()).toEqual([...Target.options].toSorted());
  });

  it('leave no text in a template', () => {
    const templates = components.filter(({ path }) => path.endsWith('.html'));
    const words = templates.flatMap(({ path, text }) => {
      const said = text.replace(/<!--[\s\S]*?-->|<[^>]*>|\{[^}]*\}/g, ' ');
      return /[a-z]{2}/i.test(said) ? [`${path}: ${said.trim()}`] : [];
    });
    expect(words).toEqual([]);
  });
});
