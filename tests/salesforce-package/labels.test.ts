import { describe, expect, it } from 'vitest';
import { Signal } from '../../src/core/record/signal.ts';
import { filesOf, saysOf, textOf, xmlOf } from './package.ts';

const LABELS = { text: textOf('force-app/main/default/labels/CustomLabels.labels-meta.xml') };
const there = saysOf(xmlOf(LABELS), 'labels > fullName');
const components = filesOf('lwc', /(?<!__tests__\/.*)\.(js|html)$/);
const classes = filesOf('classes', /\.cls$/);

const all = (files: readonly { text: string }[], pattern: RegExp) =>
  files.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''));

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
    const table =
      components.find(({ path }) => path.endsWith('kithLabels.js'))?.text.split('freeze(')[1] ?? '';
    const known = [...table.matchAll(/^ {2}(\w+)[:,]/gm)].map(([, name]) => name ?? '');
    const used = new Set(all(components, /\b(?:labels|LABELS)\.(\w+)/g));
    expect(known.length).toBeGreaterThan(50);
    expect(known.toSorted()).toEqual([...used].toSorted());
  });

  it('name every kind of signal', () => {
    const signals = components.find(({ path }) => path.endsWith('kithSignals.js'))?.text ?? '';
    const titled = [...signals.matchAll(/^ {2}'?([\w ]+?)'?: LABELS\.\w+,$/gm)].map(([, kind]) => kind);
    expect(titled.toSorted()).toEqual(Signal.shape.kind.options.toSorted());
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
