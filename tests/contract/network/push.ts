import { describe, it } from 'vitest';
import type { NetworkConnector } from '../../../src/ports/network.ts';
import { PUSH_ATTACKS } from './push-attacks.ts';
import type { PushCheck, PushKit } from './push-kit.ts';
import { PUSH_WORDS } from './push-words.ts';

/** The contract of a network that calls, sentence by sentence. */
export const PUSH_CHECKS: readonly PushCheck[] = [...PUSH_WORDS, ...PUSH_ATTACKS];

/** Every connector with `push` calls this once from its own test. */
export function pushContract(connector: NetworkConnector, kit: PushKit): void {
  describe(`${connector.title} keeps the contract of a network that calls: it`, () => {
    const concerned = PUSH_CHECKS.filter(({ concerns }) => concerns?.(kit) ?? true);
    it.each(concerned)('$name', async ({ run }) => run(connector, kit));
  });
}
