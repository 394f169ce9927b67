import { describe, expect, it } from 'vitest';
import { failureOf, PLENTY, testbed, text } from './testbed.ts';

const bed = testbed();

/** A gate whose websites all live on one local server, which answers by host and path. */
async function websites(pages: Readonly<Record<string, string>>) {
  const seen: string[] = [];
  const origin = await bed.serve((req, res) => {
    const named = `${req.headers['x-forwarded-proto']}://${req.headers.host}${req.url}`;
    seen.push(named);
    const page = pages[named];
    if (page === undefined) res.writeHead(404).end();
    else if (page.startsWith('to ')) res.writeHead(302, { location: page.slice(3) }).end();
    else res.end(page);
  });
  const gate = bed.gate({ reroute: new Map([['website', origin]]), trustedOrigins: new Set() });
  return { ask: gate.askAs('website', PLENTY), other: gate.askAs('other', PLENTY), seen };
}

describe('websites pointed at another host', () => {
  it('arrive there with their own name, path and query', async () => {
    const { ask, seen } = await websites({ 'https://ada.example/about?lang=en': 'Ada' });
    expect(await ask({ url: 'https://ada.example/about?lang=en', host: 'people' }, text)).toBe('Ada');
    expect(seen).toEqual(['https://ada.example/about?lang=en']);
  });

  it('are redirected inside it, and the answer says where they arrived', async () => {
    const { ask } = await websites({
      'http://ada.example/': 'to https://www.ada.example/',
      'https://www.ada.example/': 'home',
    });
    const arrived = await ask({ url: 'http://ada.example/', host: 'people' }, (answer) => answer.url);
    expect(arrived).toBe('https://www.ada.example/');
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost/',
    'http://[::ffff:7f00:1]/',
    'http://ada.example:22/',
    'file:///etc/passwd',
  ])('are not redirected to %s', async (target) => {
    const { ask, seen } = await websites({ 'https://ada.example/': `to ${target}` });
    const failure = await failureOf(ask({ url: 'https://ada.example/', host: 'people' }, text));
    expect(failure.kind).toBe('refused by us');
    expect(seen).toEqual(['https://ada.example/']);
  });

  it('arrive there also when the base was written with a slash at its end', async () => {
    const origin = await bed.serve((req, res) => void res.end(req.headers.host));
    const ask = bed.gate({ reroute: new Map([['website', `${origin}/`]]) }).askAs('website', PLENTY);
    expect(await ask({ url: 'https://ada.example/', host: 'people' }, text)).toBe('ada.example');
  });

  it('need a base that is a URL', () => {
    expect(() => bed.gate({ reroute: new Map([['website', 'localhost']]) })).toThrow(/http:\/\/host:port/);
  });

  it('do not take another network along', async () => {
    const { other, seen } = await websites({});
    const failure = await failureOf(other({ url: 'http://127.0.0.1/', host: 'people' }, text));
    expect(failure.kind).toBe('refused by us');
    expect(seen).toEqual([]);
  });
});
