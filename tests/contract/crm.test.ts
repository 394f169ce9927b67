import { afterEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../connectors/crm/hubspot/index.ts';
import { kit } from '../../connectors/crm/hubspot/kit.ts';
import type { CrmConnector } from '../../src/ports/crm.ts';
import { CRM_CHECKS, checksFor } from './crm.ts';
import { ASKING_FAULTS } from './crm/asking-faults.ts';
import { CALLER_FAULTS } from './crm/caller-faults.ts';
import { DELIVERY_FAULTS } from './crm/delivery-faults.ts';

/** The name of the first check that this connector does not pass. */
async function firstFailed(connector: CrmConnector): Promise<string | undefined> {
  for (const check of checksFor(kit)) {
    const passed = await check.run(connector, kit).then(
      () => true,
      () => false,
    );
    kit.end();
    if (!passed) return check.name;
  }
  return undefined;
}

describe('the contract of CRM connectors', () => {
  afterEach(() => kit.end());

  it('has sentences that differ, and is passed by an honest connector', async () => {
    expect(CRM_CHECKS.length).toBeGreaterThan(35);
    expect(new Set(CRM_CHECKS.map(({ name }) => name)).size).toBe(CRM_CHECKS.length);
    expect(checksFor(kit).length).toBeGreaterThan(CRM_CHECKS.length - 5);
    expect(await firstFailed(hubspot)).toBeUndefined();
  }, 30_000);

  it.each([...DELIVERY_FAULTS, ...CALLER_FAULTS, ...ASKING_FAULTS])(
    'is failed by a connector that %s',
    async (_fault, connector) => {
      expect(await firstFailed(connector)).toBeDefined();
    },
    30_000,
  );
});
