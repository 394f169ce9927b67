import { z } from 'zod';
import { API_VERSION } from '../org.ts';
import type { Step } from '../step.ts';

const Versions = z.array(z.object({ version: z.string() }));

/** As `Organization.OrganizationType` writes them: editions without Apex of one's own. */
const TOO_SMALL = new Set(['Professional Edition', 'Team Edition', 'Base Edition', 'Personal Edition']);

/** The org lets in whoever is logged in, and can run the package. */
export const orgAnswers: Step = {
  title: 'The Salesforce org',
  async look({ org }) {
    const versions = Versions.parse(await org.request('GET', '/services/data'));
    const newest = Math.max(...versions.map(({ version }) => Number(version)));
    const who = `${org.name} (${org.id}, ${org.edition}), as ${org.username}`;
    if (newest < Number(API_VERSION)) {
      const needs = `the package needs ${API_VERSION}: wait for the next release`;
      return { there: false, says: `${who}: its newest API version is ${newest}, ${needs}` };
    }
    if (TOO_SMALL.has(org.edition)) {
      const needs = 'Kith needs Enterprise, Performance, Unlimited or Developer';
      return { there: false, says: `${who}: this edition cannot run Apex, ${needs}` };
    }
    return { there: true, says: who };
  },
};
