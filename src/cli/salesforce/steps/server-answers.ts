import { onlyHere } from '../server-address.ts';
import type { Step } from '../step.ts';

/** Kith runs, its database with it, and the access key is the right one. */
export const serverAnswers: Step = {
  title: 'The Kith server',
  async look({ server, org }) {
    await server.ready();
    await server.installations();
    // Only whoever has the access key is told this one.
    await server.keyOf(org.id);
    if (onlyHere(server.url, org.url)) {
      const says = `Salesforce cannot call ${server.url}: give --server the address that is open to the internet.`;
      return { there: false, says };
    }
    return { there: true, says: `${server.url} is ready and accepts the access key` };
  },
};
