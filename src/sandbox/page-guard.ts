import type { RequestHandler, Response } from 'express';

/** What a simulator's pages may load and do; forms may lead to `and` besides the simulator itself. */
export const policyOf = (and = '') =>
  `default-src 'none'; style-src 'self'; form-action 'self'${and && ` ${and}`}; base-uri 'none'; frame-ancestors 'none'`;

/** A page without scripts, in no frame and in no cache. Chromium holds the redirect after a form against the policy too. */
export function guardPage(res: Response, formsLeadTo?: string): void {
  res.set({
    'Content-Security-Policy': policyOf(formsLeadTo),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
  });
}

export const guarded: RequestHandler = (_req, res, next) => {
  guardPage(res);
  next();
};

/** A page elsewhere in the browser may not post here, although this listens on the same machine. */
export const sameOrigin =
  (refuse: (res: Response) => void): RequestHandler =>
  (req, res, next) => {
    const { origin, host, 'sec-fetch-site': site = 'none' } = req.headers;
    const ours = origin === undefined || URL.parse(origin)?.host === host;
    if (ours && (site === 'none' || site === 'same-origin')) return next();
    refuse(res);
  };
