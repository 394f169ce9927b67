import { afterEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../connectors/crm/hubspot/index.ts';
import { kit as signedKit } from '../../connectors/crm/hubspot/kit.ts';
import { salesforce } from '../../connectors/crm/salesforce/index.ts';
import { kit as heardKit } from '../../connectors/crm/salesforce/kit.ts';
import type { CrmConnector } from '../../src/ports/crm.ts';
import { CRM_CHECKS, checksFor } from './crm.ts';
import { ASKING_FAULTS } from './crm/asking-faults.ts';
import { CALLER_FAULTS } from './crm/caller-faults.ts';
import { DELIVERY_FAULTS } from './crm/delivery-faults.ts';
import { HEARD_FAULTS } from './crm/heard-faults.ts';
import type { CrmKit } from './crm/kit.ts';

/** The name of the first check that this connector does not pass. */
async function firstFailed(connector: CrmConnector, kit: CrmKit): Promise<string | undefined> {
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
  afterEach(() => {
    signedKit.end();
    heardKit.end();
  });

  it('has sentences that differ, and is passed by an honest connector', async () => {
    expect(CRM_CHECKS.length).toBeGreaterThan(35);
    expect(new Set(CRM_CHECKS.map(({ name }) => name)).size).toBe(CRM_CHECKS.length);
    expect(await firstFailed(hubspot, signedKit)).toBeUndefined();
    expect(await firstFailed(salesforce, heardKit)).toBeUndefined();
  });

  it('leaves out of all checks none: each holds for one of the two kinds of CRM', () => {
    const held = new Set([...checksFor(signedKit), ...checksFor(heardKit)]);
    expect(CRM_CHECKS.filter((check) => !held.has(check))).toEqual([]);
    expect(checksFor(signedKit).length).toBeGreaterThan(CRM_CHECKS.length - 5);
  });

  it.each([...DELIVERY_FAULTS, ...CALLER_FAULTS, ...ASKING_FAULTS])(
    'is failed by a connector that %s',
    async (_fault, connector) => {
      expect(await firstFailed(connector, signedKit)).toBeDefined();
    },
    30_000,
  );

  it.each([...HEARD_FAULTS])(
    'is failed by a connector to a CRM that is listened to that %s',
    async (_fault, connector) => {
      expect(await firstFailed(connector, heardKit)).toBeDefined();
    },
    30_000,
  );
});
