import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { openSay } from './say.ts';

async function said(isTty: boolean) {
  const lines = new PassThrough();
  const stream = Object.assign(new PassThrough(), { isTTY: isTty });
  const say = openSay(lines, { stream, isTty });
  say.begins('The package');
  say.progress(40, 80, 'components');
  say.line('ApexClass KithApi: Invalid type');
  say.progress(80, 80, 'components');
  say.ended({ title: 'The package', outcome: 'failed', says: 'refused' });
  lines.end();
  stream.end();
  return { lines: await text(lines), shown: await text(stream) };
}

it('tells of each step in a line, and of nothing else where nobody is looking', async () => {
  const lines = '  ApexClass KithApi: Invalid type\n✗ The package: refused\n';
  expect(await said(false)).toEqual({ lines, shown: '' });
  expect(await said(true)).toMatchObject({ lines });
});

it('shows a person what is under way and how far it is, and wipes it out afterwards', async () => {
  const { shown } = await said(true);
  expect(shown).toContain('The package …');
  expect(shown).toContain('40/80 components');
  expect(shown.endsWith('\x1b[2K\r')).toBe(true);
});
