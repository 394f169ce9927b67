import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeText } from './charset.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

it.each([
  ['the charset of the content type', latin1('Café'), 'text/html; charset=iso-8859-1', 'Café'],
  ['a charset in quotes', latin1('Café'), 'text/html; charset="windows-1252"', 'Café'],
  ['UTF-8 for a label nobody knows', Buffer.from('Café'), 'text/plain; charset=klingon', 'Café'],
  ['the charset of the page', latin1('<meta charset=latin1>Café'), 'text/html', '<meta charset=latin1>Café'],
  ['UTF-8 when nothing is said', Buffer.from('Café'), undefined, 'Café'],
  ['Windows-1252 when nothing is said and it is no UTF-8', latin1('Café'), 'text/html', 'Café'],
  [
    'no page declaration in what is no page',
    Buffer.from('<meta charset=latin1>é'),
    'text/plain',
    '<meta charset=latin1>é',
  ],
  ['a byte order mark as none of the text', Buffer.from('\uFEFFCafé'), 'text/html; charset=utf-8', 'Café'],
])('reads %s', (_what, bytes, contentType, expected) => {
  expect(decodeText(bytes, contentType)).toBe(expected);
});

it('reads an XML declaration', () => {
  const feed = '<?xml version="1.0" encoding="ISO-8859-15"?><t>10 \u00A4</t>';
  expect(decodeText(latin1(feed), 'application/xml')).toContain('10 €');
});

it('never throws, whatever the bytes and the label', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.option(fc.string(), { nil: undefined }), (bytes, label) => {
      const contentType = label === undefined ? undefined : `text/html; charset=${label}`;
      expect(typeof decodeText(bytes, contentType)).toBe('string');
    }),
  );
});
