import { describe, expect, it } from 'vitest';
import { learnable, LIMITS } from './labelled.ts';
import { labelledIn } from './labelled-file.ts';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const line = (label: string, text: string) => JSON.stringify({ label, text });
const of = (label: string, n: number) => Array.from({ length: n }, (_, i) => ({ label, text: `text ${i}` }));

describe('a file of examples', () => {
  it('is read as JSON lines, with a byte order mark, empty lines and whatever else stands on them', () => {
    const text = `\uFEFF${line('a', ' x ')}\r\n\r\n{"text":"y","label":"b","id":7}\n`;
    expect(labelledIn(bytes(text))).toEqual([
      { label: 'a', text: 'x' },
      { label: 'b', text: 'y' },
    ]);
  });

  it.each([
    ['commas', 'id,Text,LABEL\n1,"one, ""two""\nthree",a\n2,four,b\n'],
    ['semicolons', 'id;Text;Label\n1;"one, ""two""\nthree";a\n2;four;b\n'],
    ['tabs', 'id\ttext\tlabel\r\n1\t"one, ""two""\nthree"\ta\r\n2\tfour\tb\r\n'],
  ])('is read as CSV with %s', (_what, text) => {
    expect(labelledIn(bytes(text))).toEqual([
      { label: 'a', text: 'one, "two"\nthree' },
      { label: 'b', text: 'four' },
    ]);
  });

  it.each([
    ['nothing', '', /empty/],
    ['a header only', 'text,label\n', /no example/],
    ['other columns', 'words,kind\nx,a\n', /“text” and “label”/],
    ['a line that is cut', `${line('a', 'x')}\n{"text": "y`, /^Line 2 is not/],
    ['a line without a label', `${line('a', 'x')}\n{"text": "y"}`, /^Line 2 is not/],
    ['a row without a text', 'text,label\nx,a\n,b\n', /^Line 3 has no text/],
    ['a quotation mark that stays open', 'text,label\n"x,a\ny,b\n', /quotation mark/],
  ])('is refused for %s, with what to do about it', (_what, text, says) => {
    expect(() => labelledIn(bytes(text))).toThrow(says);
  });

  it('is refused in any encoding but UTF-8 instead of guessed', () => {
    expect(() => labelledIn(Buffer.from('text,label\ncafé,a\n', 'latin1'))).toThrow(/UTF-8/);
    expect(() => labelledIn(Buffer.from('text,label\nx,a\n', 'utf16le'))).toThrow(/UTF-8/);
    expect(() => labelledIn(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toThrow(/UTF-8/);
  });

  it('is refused when it is too large, and never quoted', () => {
    expect(() => labelledIn(Buffer.alloc(LIMITS.bytes + 1, 'x'))).toThrow(/larger than 5 MB/);
    const secret = 'a customer said this';
    expect(() => labelledIn(bytes(`{"text":"${secret}"}`))).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(secret) as string }) as Error,
    );
  });
});

describe('examples', () => {
  it('are learnt once each: none is checked by its copy', () => {
    const twice = [...of('a', 10), ...of('b', 10), { label: 'a', text: ' TEXT  1 ' }];
    expect(learnable(twice)).toHaveLength(20);
  });

  it.each([
    ['one label only', of('a', 50), /only the label “a”/],
    ['nothing but what is out of scope', of('oos', 50), /no label/],
    ['a label with too few', [...of('a', 20), ...of('b', 3)], /“b” has 3/],
    [
      'more labels than are told apart',
      Array.from({ length: 201 }, (_, n) => of(`l${n}`, 8)).flat(),
      /201 labels/,
    ],
    ['more examples than are learnt', [...of('a', 50_000), ...of('b', 9)], /50009 examples/],
  ])('are refused where there is %s', (_what, given, says) => {
    expect(() => learnable(given)).toThrow(says);
  });
});
