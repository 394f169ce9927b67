import { Failure } from '../../../src/core/failure.ts';
import type { NetworkConnector } from '../../../src/ports/network.ts';
import { onStage } from '../stage.ts';
import { stageOf } from './kit.ts';
import type { NetworkKit } from './kit.ts';

/** `.invalid` is nobody's for good (RFC 2606): what a scaffold puts where an address belongs. */
const NOWHERE = /\.invalid(?:[/:]|$)/;

/** What a scaffold left open, in sentences; nothing when all of it was filled in. */
export async function unfilled(connector: NetworkConnector, kit: NetworkKit): Promise<readonly string[]> {
  const { base, addresses, limits, terms } = connector;
  const open: readonly (readonly [boolean, string])[] = [
    [NOWHERE.test(base ?? ''), 'index.ts: say in `base` where it is asked'],
    [
      !connector.addressesAt && [...addresses.hosts, addresses.url].some((one) => NOWHERE.test(one)),
      'index.ts: say in `addresses` on which hosts its people are found, and how such an address and a handle look',
    ],
    [!(limits.requests > 0), 'index.ts: say in `limits` how often it may be asked, and where it says so'],
    [
      terms.clause.length <= 20,
      'index.ts: say in `terms.clause` which sentence of its terms decides, then set the rules beside it by that',
    ],
    [!terms.source.startsWith('https://'), 'index.ts: say in `terms.source` where that sentence stands'],
    [
      await isUnread(connector, kit),
      'fixtures: put a recorded, redacted answer there, and say in wire.ts what it looks like until it is read',
    ],
    [
      Object.keys(kit.known.says).length === 0,
      `${connector.id}.test.ts: say in \`known\` who was recorded and what their profile must say`,
    ],
  ];
  return open.flatMap(([isOpen, says]) => (isOpen ? [says] : []));
}

/** Whether the recorded answer is not even of the shape that the connector reads. */
async function isUnread(connector: NetworkConnector, kit: NetworkKit): Promise<boolean> {
  let malformed = false;
  await onStage(connector, stageOf(kit), kit.known.site, async ({ network }) => {
    await network.profile({ handle: kit.known.handle }).catch((error: unknown) => {
      malformed = error instanceof Failure && error.kind === 'malformed';
    });
  });
  return malformed;
}
