import { describe, expect, it } from 'vitest';

interface Contract<F extends string, C extends { readonly name: string }> {
  readonly checks: readonly C[];
  readonly faults: readonly F[];
  /** The sentence that has to break on each fault. */
  readonly killedBy: Readonly<Record<F, RegExp>>;
  /** Puts a connector with the fault to one sentence of the contract; fails where the sentence does not hold. */
  readonly put: (check: C, fault: F) => Promise<unknown>;
}

/** A contract is worth what it refuses: each planted fault breaks the sentence named for it, and each sentence some fault. */
export function isNotSoft<F extends string, C extends { readonly name: string }>(
  whose: string,
  { checks, faults, killedBy, put }: Contract<F, C>,
): void {
  describe(`the contract of ${whose} is not soft: a connector that`, () => {
    const known = new Map<F, Promise<readonly string[]>>();

    /** The sentences that break on a fault; each fault is put to the contract once. */
    function brokenBy(fault: F): Promise<readonly string[]> {
      const broken = known.get(fault) ?? putAll(fault);
      known.set(fault, broken);
      return broken;
    }

    async function putAll(fault: F): Promise<readonly string[]> {
      const broken: string[] = [];
      for (const check of checks) await put(check, fault).catch(() => broken.push(check.name));
      return broken;
    }

    it.each(faults)('%s does not pass', async (fault) => {
      const broken = await brokenBy(fault);
      const killed = broken.some((name) => killedBy[fault].test(name));
      expect(killed, broken.join('; ') || 'it passed').toBe(true);
    });

    it('is broken in every sentence by some fault', async () => {
      const broken = new Set<string>();
      for (const fault of faults) for (const name of await brokenBy(fault)) broken.add(name);
      expect(checks.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
    });
  });
}
