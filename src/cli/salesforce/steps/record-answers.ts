import { z } from 'zod';
import { rowsOf } from '../org.ts';
import type { Step } from '../step.ts';
import { userIn } from '../users.ts';

const Row = z.object({ Id: z.string() });
/** Nobody has it: an org without contacts can be asked too. */
const NOBODY = '003000000000000AAA';

/** Kith answers a call made as the panel's Apex makes it: with the org's key, for the org and for a user of it. */
export const recordAnswers: Step = {
  title: 'A call as the panel makes it',
  async look({ org, server }) {
    const [contact] = await rowsOf(org, Row, 'SELECT Id FROM Contact LIMIT 1');
    const status = await server.callAsApex({
      key: await server.keyOf(org.id),
      org: org.id,
      user: (await userIn(org, org.username)).id,
      record: contact?.Id ?? NOBODY,
    });
    // Not found is Kith's own answer about somebody it has not read yet.
    if (status === 200 || status === 404) return { there: true, says: 'answered' };
    return {
      there: false,
      says: `Kith answered ${status}: connect the org first, with \`kith salesforce install\``,
    };
  },
};
