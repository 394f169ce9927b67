import { createElement } from 'lwc';
import KithSignalList from 'c/kithSignalList';

const signal = (kind) => ({
  ...{ kind, status: 'open', since: '2026-11-20T09:00:00.000Z' },
  says: `They did: ${kind}`,
  url: `https://bsky.app/${kind}`,
});

const shown = (...signals) => {
  const part = createElement('c-kith-signal-list', { is: KithSignalList });
  Object.assign(part, { signals });
  document.body.appendChild(part);
  return [...part.shadowRoot.querySelectorAll('.signal')];
};
const titles = (boxes) => boxes.map((box) => box.querySelector('strong').textContent);

describe('a signal', () => {
  afterEach(() => document.body.replaceChildren());

  it.each([
    ['job change', 'c.Kith_Job_Change'],
    ['complaint', 'c.Kith_Complaint'],
    ['buying question', 'c.Kith_Buying_Question'],
    ['churn risk', 'c.Kith_Churn_Risk'],
    ['idea', 'c.Kith_Idea'],
    ['praise', 'c.Kith_Praise'],
    ['press', 'c.Kith_Press'],
    ['crisis', 'c.Kith_Crisis'],
    ['spike', 'c.Kith_Spike'],
  ])('is called in the org’s own words: %s', (kind, label) => {
    const [box] = shown(signal(kind));
    expect(titles([box])).toEqual([label]);
    expect(box.textContent).toContain(`They did: ${kind}`);
  });

  it('is said in the person’s own words where it rests on a post, cut to what is read at a glance', () => {
    const part = createElement('c-kith-signal-list', { is: KithSignalList });
    const [complaint, idea] = [signal('complaint'), signal('idea')];
    const posts = [{ url: complaint.url, text: `The parcel is gone. ${'Again. '.repeat(40)}` }];
    Object.assign(part, { signals: [complaint, idea], posts });
    document.body.appendChild(part);
    const [said, ...others] = part.shadowRoot.querySelectorAll('.words');
    expect(said.textContent).toMatch(/^“The parcel is gone\. .*…”$/);
    expect(said.textContent.length).toBeLessThan(150);
    expect(others).toEqual([]);
  });

  it('keeps the word of a newer Kith for what this package has no label of', () => {
    expect(titles(shown(signal('something new')))).toEqual(['something new']);
  });
});
