import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress } from '../src/core/identity/read-address.ts';
import { RECOGNISED } from './addresses.ts';
import { ADDRESS_GRAMMARS } from './index.ts';

const read = (text: string) => {
  const address = readAddress(text, ADDRESS_GRAMMARS);
  return address && [address.network, address.handle, address.url];
};

describe('an address that a person typed', () => {
  it.each([
    [
      'https://www.linkedin.com/in/Ada-Lovelace-9db7c0/',
      'linkedin',
      'ada-lovelace-9db7c0',
      'https://www.linkedin.com/in/ada-lovelace-9db7c0',
    ],
    [
      'uk.linkedin.com/in/ada-lovelace/details/experience/?x=1',
      'linkedin',
      'ada-lovelace',
      'https://www.linkedin.com/in/ada-lovelace',
    ],
    [
      'https://linkedin.com/in/j%C3%B6rg-m%C3%BCller',
      'linkedin',
      'jörg-müller',
      'https://www.linkedin.com/in/j%C3%B6rg-m%C3%BCller',
    ],
    [
      'https://de.linkedin.com/in/Ada-Lovelace?originalSubdomain=de&trk=people-guest&utm_source=mail#about',
      'linkedin',
      'ada-lovelace',
      'https://www.linkedin.com/in/ada-lovelace',
    ],
    [
      'https://www.linkedin.com/comm/in/ada-lovelace/',
      'linkedin',
      'ada-lovelace',
      'https://www.linkedin.com/in/ada-lovelace',
    ],
    [
      'https://www.linkedin.cn/in/ada-lovelace',
      'linkedin',
      'ada-lovelace',
      'https://www.linkedin.com/in/ada-lovelace',
    ],
    [
      'https://www.linkedin.com/in/ACoAAAfictional1815xYz_ab-C/',
      'linkedin',
      'ACoAAAfictional1815xYz_ab-C',
      'https://www.linkedin.com/in/ACoAAAfictional1815xYz_ab-C',
    ],
    ['linkedin.com/pub/ada-lovelace', 'linkedin', 'ada-lovelace', 'https://www.linkedin.com/in/ada-lovelace'],
    ['https://twitter.com/Ada_L?lang=en', 'x', 'ada_l', 'https://x.com/ada_l'],
    ['twitter:@Ada_L', 'x', 'ada_l', 'https://x.com/ada_l'],
    ['https://mobile.x.com/ada_l/', 'x', 'ada_l', 'https://x.com/ada_l'],
    ['@Ada@Social.example', 'fediverse', 'ada@social.example', 'https://social.example/@ada'],
    ['https://social.example/users/Ada', 'fediverse', 'ada@social.example', 'https://social.example/@ada'],
    ['https://social.example/@ada', 'fediverse', 'ada@social.example', 'https://social.example/@ada'],
    ['instagram.com/Ada.Lovelace/', 'instagram', 'ada.lovelace', 'https://www.instagram.com/ada.lovelace/'],
    [
      'https://m.facebook.com/profile.php?ref=x&id=100012345678',
      'facebook',
      '100012345678',
      'https://www.facebook.com/100012345678',
    ],
    [
      'https://www.facebook.com/Ada.Lovelace',
      'facebook',
      'ada.lovelace',
      'https://www.facebook.com/ada.lovelace',
    ],
    [
      'https://www.facebook.com/people/Ada-Lovelace/100012345678/',
      'facebook',
      '100012345678',
      'https://www.facebook.com/100012345678',
    ],
    ['https://www.threads.net/@ada', 'threads', 'ada', 'https://www.threads.com/@ada'],
    [
      'https://www.youtube.com/@AdaLovelace/videos',
      'youtube',
      'adalovelace',
      'https://www.youtube.com/adalovelace',
    ],
    [
      'https://youtube.com/channel/UCU6pcq-AZA9wnmIPBj6ePwQ',
      'youtube',
      'UCU6pcq-AZA9wnmIPBj6ePwQ',
      'https://www.youtube.com/UCU6pcq-AZA9wnmIPBj6ePwQ',
    ],
    ['https://youtube.com/user/AdaLovelace', 'youtube', 'adalovelace', 'https://www.youtube.com/adalovelace'],
    ['https://www.tiktok.com/@Ada.l?lang=en', 'tiktok', 'ada.l', 'https://www.tiktok.com/@ada.l'],
    ['https://old.reddit.com/u/Ada-L/comments', 'reddit', 'ada-l', 'https://www.reddit.com/user/ada-l'],
    [
      'https://news.ycombinator.com/user?id=Ada',
      'hackernews',
      'Ada',
      'https://news.ycombinator.com/user?id=Ada',
    ],
    ['hn:ada', 'hackernews', 'ada', 'https://news.ycombinator.com/user?id=ada'],
    [
      'https://stackoverflow.com/users/22656/jon-skeet?tab=profile',
      'stackexchange',
      '22656',
      'https://stackoverflow.com/users/22656',
    ],
    ['https://dev.to/Ada', 'dev', 'ada', 'https://dev.to/ada'],
    ['https://medium.com/@Ada.L', 'medium', 'ada.l', 'https://medium.com/@ada.l'],
    ['https://substack.com/@ada', 'substack', 'ada', 'https://substack.com/@ada'],
    ['https://t.me/AdaLovelace', 'telegram', 'adalovelace', 'https://t.me/adalovelace'],
    ['https://wa.me/442079460000', 'whatsapp', '442079460000', 'https://wa.me/442079460000'],
    [
      'https://api.whatsapp.com/send?phone=442079460000&text=hi',
      'whatsapp',
      '442079460000',
      'https://wa.me/442079460000',
    ],
    ['https://keybase.io/ada', 'keybase', 'ada', 'https://keybase.io/ada'],
    ['https://www.producthunt.com/@ada', 'producthunt', 'ada', 'https://www.producthunt.com/@ada'],
    [
      'https://uk.trustpilot.com/users/5f1f1f1f1f1f1f1f1f1f1f1f',
      'trustpilot',
      '5f1f1f1f1f1f1f1f1f1f1f1f',
      'https://www.trustpilot.com/users/5f1f1f1f1f1f1f1f1f1f1f1f',
    ],
    ['https://www.wikidata.org/wiki/Q7259', 'wikidata', 'Q7259', 'https://www.wikidata.org/wiki/Q7259'],
    ['https://gitlab.com/Ada', 'gitlab', 'ada', 'https://gitlab.com/ada'],
    ['https://codeberg.org/ada', 'codeberg', 'ada', 'https://codeberg.org/ada'],
    [
      'https://github.com/Ada-Lovelace?tab=repositories',
      'github',
      'ada-lovelace',
      'https://github.com/ada-lovelace',
    ],
    [
      'https://bsky.app/profile/Ada.example',
      'bluesky',
      'ada.example',
      'https://bsky.app/profile/ada.example',
    ],
    ['bsky:@ada.bsky.social', 'bluesky', 'ada.bsky.social', 'https://bsky.app/profile/ada.bsky.social'],
    ['https://gravatar.com/AdaLovelace', 'gravatar', 'adalovelace', 'https://gravatar.com/adalovelace'],
    ['http://www.Ada.example/Blog/?utm_source=x', 'website', 'ada.example/Blog', 'https://ada.example/Blog'],
    ['ada.example', 'website', 'ada.example', 'https://ada.example'],
  ])('%s is %s %s', (text, network, handle, url) => {
    expect(read(text)).toEqual([network, handle, url]);
  });

  it.each([
    'https://www.linkedin.com/company/acme',
    'https://www.linkedin.com/company/acme/people',
    'https://www.linkedin.com/school/acme',
    'https://www.linkedin.com/pub/dir/Ada/Lovelace',
    'https://www.linkedin.com/pub/ada-lovelace/12/345/678',
    'https://www.linkedin.com/sales/lead/ACwAAfictional,NAME_SEARCH',
    'https://www.linkedin.com/feed/',
    'https://x.com/home',
    'https://x.com/search?q=ada',
    'https://twitter.com/intent/user?user_id=1',
    'https://www.instagram.com/p/Cxyz123/',
    'https://www.facebook.com/groups/123456',
    'https://www.facebook.com/sharer.php?u=x',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://www.reddit.com/r/crm',
    'https://news.ycombinator.com/item?id=1',
    'https://stackoverflow.com/questions/11227809',
    'https://dev.to/ada/a-post-1abc',
    'https://t.me/joinchat/AAAA',
    'https://www.wikidata.org/wiki/Property:P31',
    'https://github.com/features',
    'https://github.com/ada/notes',
    'https://bsky.app/profile/ada.example/post/3lf5',
    'https://bsky.app/search?q=ada',
    'javascript:alert(1)',
    'https://user:secret@github.com/ada',
    'n/a',
    '-',
  ])('%s is nobody', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it.each([
    ['linkedin', 'ada-lovelace-9db7c0', true],
    ['linkedin', 'ada-lovelace-12345678', true],
    ['linkedin', 'ada-lovelace', false],
    ['linkedin', 'ada-lovelaces', false],
  ])('on %s ends in an id that the network gave: %s %s', (network, handle, tailed) => {
    const grammar = RECOGNISED.find((one) => one.network === network);
    expect(grammar?.idTail?.test(handle)).toBe(tailed);
  });
});

describe('every network that is only recognised', () => {
  it.each(RECOGNISED)('$title reads its own canonical address as the same one', (grammar) => {
    fc.assert(
      fc.property(fc.stringMatching(grammar.handle), (handle) => {
        const once = readAddress(`${grammar.network}:${handle}`, ADDRESS_GRAMMARS);
        fc.pre(once !== undefined);
        if (!once) return;
        expect(readAddress(once.url, ADDRESS_GRAMMARS)).toEqual(once);
        expect(readAddress(`${once.network}:${once.handle}`, ADDRESS_GRAMMARS)).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });

  it.each(ADDRESS_GRAMMARS)('$title is not held up by a long address', ({ hosts }) => {
    const host = hosts[0] ?? 'ada.example';
    const before = process.cpuUsage().user;
    for (const part of ['a', '-', '.', 'a-', 'a.', '@', '/a', '%20', 'id=', '&']) {
      readAddress(`https://${host}/${part.repeat(Math.floor(1_900 / part.length))}!`, ADDRESS_GRAMMARS);
      readAddress(`https://${host}/@${part.repeat(Math.floor(1_900 / part.length))} `, ADDRESS_GRAMMARS);
    }
    expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(500);
  });
});
