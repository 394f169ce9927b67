import { describe, expect, it } from 'vitest';
import { HUB, digestOf, isSame, isSigned, signatureOf } from './signature.ts';

describe('a signature over the raw bytes', () => {
  const body = Buffer.from('Hello, World!');
  // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
  const theirs = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

  it('is the one that GitHub publishes as its example, under any of the secrets that are valid', () => {
    const headers = { 'x-hub-signature-256': theirs };
    expect(isSigned(HUB, ['another', "It's a Secret to Everybody"], { headers, body })).toBe(true);
    expect(isSigned(HUB, [], { headers, body })).toBe(false);
    expect(isSigned(HUB, ["It's a Secret to Everybody"], { headers: {}, body })).toBe(false);
  });

  it('of other hashes and encodings is written as the scheme says, over what stands before the body too', () => {
    const scheme = { header: 'x', prefix: 'sha1=', hash: 'sha1', encoding: 'base64' } as const;
    const headers = { x: signatureOf(scheme, 'k', body, 'v0:1:') };
    expect(headers.x).toMatch(/^sha1=[A-Za-z0-9+/]{27}=$/);
    expect(isSigned(scheme, ['k'], { headers, body }, 'v0:1:')).toBe(true);
    expect(isSigned(scheme, ['k'], { headers, body }, 'v0:2:')).toBe(false);
  });
});

it('compares texts of any length', () => {
  expect([isSame('a', 'a'), isSame('a', 'ab'), isSame('', '')]).toEqual([true, false, true]);
});

it('names bytes alike however they are cut', () => {
  expect(digestOf('ab', Buffer.from('c'))).toBe(digestOf('abc'));
});
