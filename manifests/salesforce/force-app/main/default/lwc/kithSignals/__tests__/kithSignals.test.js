import { createElement } from 'lwc';
import KithSignals from 'c/kithSignals';

jest.mock('@salesforce/label/c.Kith_More_Signals', () => ({ default: '{0} more' }), { virtual: true });

const signal = (kind, status = 'open') => ({ kind, status, says: kind, url: `https://bsky.app/${kind}` });

const shown = (...signals) => {
  const part = createElement('c-kith-signals', { is: KithSignals });
  Object.assign(part, { signals });
  document.body.appendChild(part);
  return part.shadowRoot;
};
const lists = (root) =>
  [...root.querySelectorAll('c-kith-signal-list')].map(({ signals }) => signals.map(({ kind }) => kind));

describe('what is worth acting on now', () => {
  afterEach(() => document.body.replaceChildren());

  it('is the first three at once, and the others behind a fold that says how many', () => {
    const root = shown(...['complaint', 'churn risk', 'idea', 'praise', 'spike'].map((kind) => signal(kind)));
    expect(lists(root)).toEqual([
      ['complaint', 'churn risk', 'idea'],
      ['praise', 'spike'],
    ]);
    expect(root.querySelector('c-kith-fold').label).toBe('2 more');
  });

  it('leaves out what was dealt with, and needs no fold for few', () => {
    const root = shown(signal('praise', 'done'), signal('idea'));
    expect(lists(root)).toEqual([['idea']]);
    expect(root.querySelector('c-kith-fold')).toBeNull();
  });
});
