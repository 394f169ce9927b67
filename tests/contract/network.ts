import { describe, it } from 'vitest';
import type { NetworkConnector } from '../../src/ports/network.ts';
import { ACCOUNTS } from './network/accounts.ts';
import { DECLARATION } from './network/declaration.ts';
import type { Check, NetworkKit } from './network/kit.ts';
import { MANNERS } from './network/manners.ts';
import { POSTS } from './network/posts.ts';
import { TROUBLE } from './network/trouble.ts';

/** The contract, sentence by sentence. */
export const CHECKS: readonly Check[] = [...DECLARATION, ...ACCOUNTS, ...TROUBLE, ...MANNERS, ...POSTS];

/** Every network connector calls this once from its own test. */
export function networkContract(connector: NetworkConnector, kit: NetworkKit): void {
  describe(`${connector.title} keeps the contract of a network: it`, () => {
    it.each(CHECKS)('$name', async ({ run }) => run(connector, kit));
  });
}
