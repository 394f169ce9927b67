import { z } from 'zod';
import type { SalesforceOrg } from '../org.ts';
import { integrationFields, packageOf } from '../package.ts';
import { Refused } from '../refused.ts';
import type { Step } from '../step.ts';

const Described = z.object({ fields: z.array(z.object({ name: z.string() })) });

/** The fields into which Kith writes are there. Who may write them is what the permission set says. */
export const fieldsVisible: Step = {
  title: 'Kith’s fields',
  async look({ org }) {
    const { prefix } = await packageOf(org);
    const objects = [...(await integrationFields(prefix))];
    const missing: string[] = [];
    for (const [object, fields] of objects) {
      const seen = await fieldsOf(org, object);
      const unseen = fields.filter((field) => !seen.has(field)).length;
      if (unseen > 0) missing.push(`${unseen} of ${fields.length} on ${object}`);
    }
    if (missing.length === 0) return { there: true, says: `there, on ${objects.length} objects` };
    const says = `not to be seen are ${missing.join(', ')}: install again, and look at the permission sets`;
    return { there: false, says };
  },
};

async function fieldsOf(org: SalesforceOrg, object: string): Promise<ReadonlySet<string>> {
  try {
    const { fields } = Described.parse(await org.request('GET', `sobjects/${object}/describe`));
    return new Set(fields.map(({ name }) => name));
  } catch (error) {
    if (error instanceof Refused && error.code === 'NOT_FOUND') return new Set();
    throw error;
  }
}
