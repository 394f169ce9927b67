import type { LookupFunction } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../core/failure.ts';
import { guardedLookup, isPublicAddress, refusalOf } from './guard.ts';
import { failureOf, PLENTY, testbed, text } from './testbed.ts';

const refuses = (url: string) => refusalOf(new URL(url));
const hex = (n: number) => n.toString(16);

/** A DNS that gives these answers in turn, the last one for ever. */
const answering = (...answers: readonly string[][]): LookupFunction => {
  let asked = 0;
  return (_name, options, done) => {
    const now = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    const all = now.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all) done(null, all);
    else done(null, all[0]?.address ?? '', all[0]?.family);
  };
};

const resolved = (lookup: LookupFunction, all = true) =>
  new Promise((resolve) => {
    lookup('ada.example', { all }, (error, answer) => resolve(error ?? answer));
  });

describe('addresses that people chose', () => {
  it.each([
    'https://ada.example/',
    'http://ada.example:80/about',
    'https://www.ada.co.uk/?q=1',
    'https://93.184.216.34/',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
    'https://localhost.ada.example/',
    'https://münchen.example/',
  ])('opens %s', (url) => {
    expect(refuses(url)).toBeUndefined();
  });

  it.each([
    ['a name of this machine', 'http://localhost/'],
    ['the same with a dot at its end', 'http://localhost./'],
    ['the same in letters that fold to it', 'http://ⓛocalhost/'],
    ['a name below it', 'http://admin.localhost/'],
    ['a name of the office', 'http://printer.local/'],
    ['a name without a dot', 'http://intranet/'],
    ['a name of the cloud', 'http://metadata.google.internal/'],
    ['this machine', 'http://127.0.0.1/'],
    ['this machine in decimal', 'http://2130706433/'],
    ['this machine in octal', 'http://0177.0.0.1/'],
    ['this machine in hexadecimal', 'http://0x7f.0x0.0x0.0x1/'],
    ['this machine, shortened', 'http://127.1/'],
    ['this machine in full-width digits', 'http://１２７.0.0.1/'],
    ['any address', 'http://0.0.0.0/'],
    ['a private network', 'http://10.1.2.3/'],
    ['a private network', 'http://172.31.255.255/'],
    ['a private network', 'http://192.168.1.1/'],
    ['the metadata of a cloud', 'http://169.254.169.254/latest/'],
    ['the metadata of Azure', 'http://168.63.129.16/'],
    ['the carrier', 'http://100.100.100.200/'],
    ['benchmarks', 'http://198.18.0.1/'],
    ['documentation', 'http://203.0.113.9/'],
    ['many', 'http://224.0.0.1/'],
    ['all', 'http://255.255.255.255/'],
    ['this machine in IPv6', 'http://[::1]/'],
    ['any address in IPv6', 'http://[::]/'],
    ['a mapped IPv4 address', 'http://[::ffff:127.0.0.1]/'],
    ['a mapped public IPv4 address', 'http://[::ffff:93.184.216.34]/'],
    ['an IPv4 address in the old compatible form', 'http://[::127.0.0.1]/'],
    ['a link-local address', 'http://[fe80::1]/'],
    ['a unique local address', 'http://[fd00:ec2::254]/'],
    ['an old site-local address', 'http://[fec0::1]/'],
    ['NAT64', 'http://[64:ff9b::7f00:1]/'],
    ['local NAT64', 'http://[64:ff9b:1::7f00:1]/'],
    ['6to4', 'http://[2002:7f00:1::]/'],
    ['Teredo', 'http://[2001:0:7f00:1::]/'],
    ['documentation in IPv6', 'http://[2001:db8::1]/'],
    ['many in IPv6', 'http://[ff02::1]/'],
    ['files', 'file:///etc/passwd'],
    ['another protocol', 'gopher://ada.example/'],
    ['a port of another service', 'http://ada.example:6379/'],
    ['a port of a test server', 'http://ada.example:8080/'],
    ['a user name', 'http://ada@ada.example/'],
    ['a password', 'http://:s3cret@ada.example/'],
  ])('refuses %s: %s', (_what, url) => {
    expect(refuses(url)).toEqual(expect.any(String));
  });

  it('never repeats a password, a path or a query in its reason', () => {
    for (const url of ['http://u:s3cret@localhost/s3cret?s3cret', 'http://127.0.0.1/s3cret?s3cret']) {
      expect(refuses(url)).not.toContain('s3cret');
    }
  });

  it('refuses every address of the private networks, however it is written', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const inside = fc.oneof(
      fc.tuple(fc.constant(10), octet, octet, octet),
      fc.tuple(fc.constant(127), octet, octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
    );
    fc.assert(
      fc.property(inside, ([a, b, c, d]) => {
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const forms = [
          `${a}.${b}.${c}.${d}`,
          String(number),
          `0x${hex(number)}`,
          `0${a.toString(8)}.${b}.${c}.${d}`,
          `[::ffff:${hex(a * 256 + b)}:${hex(c * 256 + d)}]`,
        ];
        for (const form of forms) expect(refuses(`http://${form}/`)).toBeDefined();
      }),
    );
  });

  it('takes what is no address for not public', () => {
    for (const junk of ['', 'ada', '1.2.3', '::g', '999.1.1.1']) expect(isPublicAddress(junk)).toBe(false);
  });
});

describe('answers of DNS', () => {
  it('lets public answers through', async () => {
    const lookup = guardedLookup(answering(['93.184.216.34', '2606:2800:220:1::1']));
    expect(await resolved(lookup)).toHaveLength(2);
    expect(await resolved(lookup, false)).toBe('93.184.216.34');
  });

  it('refuses a name as soon as one of its answers is private', async () => {
    const lookup = guardedLookup(answering(['93.184.216.34', '10.0.0.1']));
    expect(await resolved(lookup)).toMatchObject({ kind: 'refused by us' });
  });

  it('refuses a name that is public the first time and private the second', async () => {
    const lookup = guardedLookup(answering(['93.184.216.34'], ['127.0.0.1']));
    expect(await resolved(lookup, false)).toBe('93.184.216.34');
    expect(await resolved(lookup, false)).toBeInstanceOf(Failure);
  });

  it('refuses a name without any address', async () => {
    expect(await resolved(guardedLookup(answering([])))).toMatchObject({ kind: 'refused by us' });
  });

  describe('through the gate', () => {
    const bed = testbed();

    it.each(['127.0.0.1', '169.254.169.254', '10.0.0.7', '::1', '::ffff:127.0.0.1', 'fd00:ec2::254'])(
      'does not connect a name of a person to %s, and does not try again',
      async (address) => {
        const ask = bed.gate({ lookup: answering([address]) }).askAs('website', PLENTY);
        for (const url of ['http://ada.example/', 'https://ada.example/']) {
          const failure = await failureOf(ask({ url, host: 'people' }, text));
          expect(failure.kind).toBe('refused by us');
          expect(failure.message).toContain('ada.example');
        }
        expect(bed.pauses).not.toContain(500);
      },
    );

    it('opens no connection to a private address named in the URL', async () => {
      let asked = 0;
      const origin = await bed.serve((_req, res) => {
        asked += 1;
        res.end();
      });
      const ask = bed.gate({ trustedOrigins: new Set() }).askAs('website', PLENTY);
      expect((await failureOf(ask({ url: origin, host: 'people' }, text))).kind).toBe('refused by us');
      expect(asked).toBe(0);
    });

    it('opens the same address when it is one of the trusted origins', async () => {
      const url = await bed.serve((_req, res) => void res.end('sample'));
      expect(await bed.gate().askAs('website', PLENTY)({ url, host: 'people' }, text)).toBe('sample');
    });

    it.each(['', 'no url', 'http://', 'http://[::1', '//ada.example'])(
      'refuses "%s" as no URL',
      async (url) => {
        const failure = await failureOf(bed.gate().askAs('website', PLENTY)({ url, host: 'people' }, text));
        expect(failure.kind).toBe('refused by us');
      },
    );
  });
});
