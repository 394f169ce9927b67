import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADDRESS_GRAMMARS } from '../../../connectors/index.ts';
import { NetworkId } from '../ids.ts';
import { addressesIn } from './addresses-in.ts';
import { readAddress } from './read-address.ts';

const read = (text: string, hint?: string) =>
  readAddress(text, ADDRESS_GRAMMARS, hint === undefined ? undefined : NetworkId.parse(hint));
const short = (text: string, hint?: string) => {
  const address = read(text, hint);
  return address && `${address.network}:${address.handle}`;
};

describe('one place is read the same, however it is written', () => {
  it.each([
    ['https://github.com/ada', 'github:ada'],
    ['HTTP://WWW.GitHub.com/Ada/?tab=repositories#top', 'github:ada'],
    ['github.com/ada', 'github:ada'],
    ['github:ada', 'github:ada'],
    ['https://twitter.com/Ada_Quist?s=20', 'x:ada_quist'],
    ['twitter:@ada_quist', 'x:ada_quist'],
    ['https://uk.linkedin.com/in/ada-quist-9db7c0/', 'linkedin:ada-quist-9db7c0'],
    ['https://bsky.app/profile/ada.example', 'bluesky:ada.example'],
    ['@ada@social.example', 'fediverse:ada@social.example'],
    ['https://social.example/@ada', 'fediverse:ada@social.example'],
    ['@Ada@Bücher.example', 'fediverse:ada@xn--bcher-kva.example'],
    ['mastodon:ada@bücher.example', 'fediverse:ada@xn--bcher-kva.example'],
    ['https://bücher.example/@ada', 'fediverse:ada@xn--bcher-kva.example'],
    ['https://bücher.example', 'website:xn--bcher-kva.example'],
    ['https://xn--bcher-kva.example/', 'website:xn--bcher-kva.example'],
    ['linkedin.com/in/j\u00f6rg', 'linkedin:j\u00f6rg'],
    ['linkedin.com/in/jo\u0308rg', 'linkedin:j\u00f6rg'],
    ['https://www.facebook.com/profile.php?id=100012345', 'facebook:100012345'],
    ['https://news.ycombinator.com/user?id=pg', 'hackernews:pg'],
    ['https://www.Quist.example/', 'website:quist.example'],
    ['quist.example/about', 'website:quist.example/about'],
    ['https://www.linkedin.com/in/%E5%B1%B1%E7%94%B0', 'linkedin:山田'],
  ])('%s is %s', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  it('reads a bare handle only where the network is known', () => {
    expect(short('@ada')).toBeUndefined();
    expect(short('@ada', 'github')).toBe('github:ada');
  });

  it.each([
    'https://github.com/features',
    'https://x.com/home',
    'javascript:alert(1)',
    'ftp://quist.example',
    'https://user:pass@github.com/ada',
    'just words',
    'https://github.com/',
    'ada@quist.example',
    '',
    ' ',
    'x'.repeat(5000),
  ])('%s is no address of a person', (text) => {
    const address = read(text);
    expect(address === undefined || address.network === 'website').toBe(true);
    expect(address?.handle ?? '').not.toContain('pass');
  });

  it('gives the same address for the canonical URL of every address it gives', () => {
    const word = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{2,12}$/);
    const grammar = fc.constantFrom(...ADDRESS_GRAMMARS);
    fc.assert(
      fc.property(grammar, word, ({ network }, handle) => {
        const address = read(`${network}:${handle}`) ?? read(`${network}:${handle}@quist.example`);
        if (address) expect(read(address.url)).toEqual(address);
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void read(text)));
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (text) => void read(text)),
    );
  });
});

describe('addresses in a bio', () => {
  it('are found in order, each once, without the punctuation behind them', () => {
    const bio =
      'VP Sales (https://quist.example). Code: github.com/ada, toots @ada@social.example! Again: https://github.com/Ada';
    expect(addressesIn(bio, ADDRESS_GRAMMARS).map((a) => `${a.network}:${a.handle}`)).toEqual([
      'website:quist.example',
      'github:ada',
      'fediverse:ada@social.example',
    ]);
  });

  it('do not hold mail addresses, prices or file names', () => {
    expect(addressesIn('ada@quist.example costs 3.50, e.g. now', ADDRESS_GRAMMARS)).toEqual([]);
  });

  it('do not hold words that only look like a domain', () => {
    expect(addressesIn('node.js and vue.js, ex-Contoso.Then Northwind', ADDRESS_GRAMMARS)).toEqual([]);
    expect(addressesIn('see quist.example and ada.dev', ADDRESS_GRAMMARS)).toHaveLength(2);
  });

  it('are found quickly in hostile text', () => {
    const start = performance.now();
    addressesIn('a.'.repeat(100_000), ADDRESS_GRAMMARS);
    addressesIn('@'.repeat(100_000), ADDRESS_GRAMMARS);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
