import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hubChallenge, verifyToken } from './hub-handshake.ts';

const at = (query: Readonly<Record<string, string>>) =>
  `/webhooks/some/hubspot-1?${new URLSearchParams(query).toString()}`;
const asked = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': 'theirs' };

it('echoes the challenge of a hub that knows a token that is valid, however it is written', () => {
  expect(hubChallenge(at(asked), ['before', 'theirs'])).toBe('1158201444');
  expect(hubChallenge(at({ ...asked, 'hub.challenge': 'a&b=<c> ü' }), ['theirs'])).toBe('a&b=<c> ü');
});

it('is silent to whoever does not, or asks for something else', () => {
  for (const query of [
    { ...asked, 'hub.verify_token': 'theirsx' },
    { ...asked, 'hub.verify_token': '' },
    { ...asked, 'hub.mode': 'unsubscribe' },
    { ...asked, 'hub.challenge': '' },
    { ...asked, 'hub.challenge': 'x'.repeat(501) },
    {},
  ])
    expect(hubChallenge(at(query), ['theirs', 'before']), JSON.stringify(query)).toBeUndefined();
  expect(hubChallenge(at(asked), [])).toBeUndefined();
  expect(hubChallenge('/', ['theirs'])).toBeUndefined();
});

it('reads any address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (path) => hubChallenge(path, ['theirs']) === undefined),
  );
});

it('makes a token of a secret that is always the same and does not show it', () => {
  expect(verifyToken('s1')).toBe(verifyToken('s1'));
  expect(verifyToken('s1')).not.toBe(verifyToken('s2'));
  expect(verifyToken('s1')).toMatch(/^[\w-]{43}$/);
});
