import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signRequest } from '../../tests/support/sign-request.ts';
import { signedRequest } from './signed-request.ts';

const NOW = new Date('2026-03-04T05:06:07Z');
const seconds = NOW.getTime() / 1000;
const asks = { algorithm: 'HMAC-SHA256', user_id: '218471', issued_at: seconds };
const read = (text: string, secrets = ['before', 'ours']) => signedRequest(text, secrets, NOW);

describe('a signed request', () => {
  it('names whom it speaks of, signed with any secret that is valid, padded or not', () => {
    const text = signRequest(asks, 'ours');
    expect(read(text)).toBe('218471');
    expect(read(text.replace('.', '=.'))).toBe('218471');
    expect(read(signRequest({ ...asks, user_id: 218_471 }, 'before'))).toBe('218471');
  });

  it.each([
    ['forged', signRequest(asks, 'a stranger’s')],
    ['of another algorithm', signRequest({ ...asks, algorithm: 'none' }, 'ours')],
    ['without an algorithm', signRequest({ user_id: '1', issued_at: seconds }, 'ours')],
    ['stale', signRequest({ ...asks, issued_at: seconds - 86_401 }, 'ours')],
    ['from the future', signRequest({ ...asks, issued_at: seconds + 301 }, 'ours')],
    ['expired', signRequest({ ...asks, expires: seconds - 1 }, 'ours')],
    ['of nobody', signRequest({ ...asks, user_id: 'me' }, 'ours')],
    ['no JSON', signRequest('nonsense', 'ours')],
    ['unsigned', `.${Buffer.from(JSON.stringify(asks)).toString('base64url')}`],
    ['longer than any', `${'a'.repeat(200)}.${'b'.repeat(9000)}`],
  ])('that is %s says nothing', (_how, text) => expect(read(text)).toBeUndefined());

  it('with another payload under its signature says nothing', () => {
    const [signature] = signRequest(asks, 'ours').split('.');
    const [, other] = signRequest({ ...asks, user_id: '9' }, 'ours').split('.');
    expect(read(`${signature}.${other}`)).toBeUndefined();
    expect(read(signRequest(asks, 'ours'), [])).toBeUndefined();
  });

  it('may be any text', () => {
    fc.assert(fc.property(fc.string(), (text) => read(text) === undefined));
  });
});
