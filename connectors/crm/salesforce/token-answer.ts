import { z } from 'zod';
import { wholeId } from './ids.ts';

/** `https://login.salesforce.com/id/<org>/<user>`; 18 characters of the org. */
const OrgIn = z.string().transform((url, context) => {
  const org = wholeId(/\/id\/(00D\w{12,15})\/005\w{12,15}$/.exec(url)?.[1] ?? '');
  if (org === undefined) context.addIssue({ code: 'custom', message: 'names no org' });
  return org ?? '';
});

/** The token endpoint's answer. It does not say when the token ends. */
export const WireGrant = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  instance_url: z.url({ protocol: /^https?$/ }),
  id: OrgIn,
  scope: z.string().optional(),
});
export type WireGrant = z.output<typeof WireGrant>;
