import { describe, expect, it } from 'vitest';
import { payloadOf } from './payload.ts';

const of = (text: string) => payloadOf(Buffer.from(text));

describe('what a delivery said', () => {
  it('is indented, and large numbers keep all their digits', () => {
    const payload = of('{"id":12345678901234567890,"share":1.50,"by":{"name":"Ada"}}');
    expect(payload).toEqual({
      is: 'json',
      text: '{\n  "id": 12345678901234567890,\n  "share": 1.50,\n  "by": {\n    "name": "Ada"\n  }\n}',
      cut: false,
    });
  });

  it('is shown without the secrets in it', () => {
    const payload = of('{"token":"xoxb-1","nested":{"api_key":"k","Client-Secret":"s"},"text":"token"}');
    const { text } = payload as { text: string };
    expect(text).not.toMatch(/xoxb|"k"|"s"/);
    expect(text).toContain('"text": "token"');
    expect(text.match(/hidden/g)).toHaveLength(3);
  });

  it('is text where it is no JSON, or JSON that nobody could read', () => {
    expect(of('a=1&b=2')).toEqual({ is: 'text', text: 'a=1&b=2', cut: false });
    expect(of('['.repeat(100_000))).toMatchObject({ is: 'text' });
    expect(of(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toMatchObject({ is: 'text', cut: false });
  });

  it('spells out what would hide or turn around the words beside it', () => {
    const { text } = of('{"a":"x\u202Etxt.exe\u2066"}\u0007') as { text: string };
    expect(text).toBe('{"a":"x\\u202etxt.exe\\u2066"}\\u0007');
    expect(of('{"a":"日本語 שלום 👩‍🚀"}')).toMatchObject({ text: '{\n  "a": "日本語 שלום 👩‍🚀"\n}' });
  });

  it('ends where nobody reads on, and says so', () => {
    const payload = of(JSON.stringify({ text: 'a'.repeat(300_000) }));
    expect(payload).toMatchObject({ is: 'json', cut: true });
    expect((payload as { text: string }).text).toHaveLength(200_000);
  });

  it('is emptied when it is not kept any more, and bytes when it is no text', () => {
    expect(payloadOf(Buffer.alloc(0))).toEqual({ is: 'emptied' });
    expect(payloadOf(Buffer.from([0xff, 0xfe, 0x00]))).toEqual({ is: 'bytes', bytes: 3 });
  });
});
