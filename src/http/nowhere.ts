import type { RequestHandler } from 'express';
import { sendPage } from './page.ts';
import type { Page } from './page.ts';
import { Refusal } from './problem.ts';

const NOWHERE: Page = {
  status: 404,
  title: 'There is no page at this address',
  says: ['It may be mistyped, or come from another version of Kith.'],
  next: { url: '/', label: 'Go to the contacts' },
};

/** What has no other answer: a page for who reads it, a problem for who asked for anything else. */
export function nowhere(css: string): RequestHandler {
  return (req, res) => {
    res.vary('Accept');
    // A browser names pages before all else; whoever takes anything is a program.
    if (req.method === 'GET' && req.accepts(['json', 'html']) === 'html') return sendPage(res, NOWHERE, css);
    throw new Refusal(404, 'There is nothing at this address. /openapi.json lists what there is.');
  };
}
