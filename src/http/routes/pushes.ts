import { z } from 'zod';
import type { NewSecret } from '../../flows/pushes.ts';
import { NetworkId } from '../../core/ids.ts';
import type { InstallationId } from '../../core/ids.ts';
import type { HttpDeps } from '../deps.ts';
import type { Keyring } from '../keyring.ts';
import { Refusal } from '../problem.ts';
import { BroughtSecret, PushList, PushSecret } from '../push-shapes.ts';
import { scoped } from '../route.ts';
import type { Route } from '../route.ts';

type Deps = Pick<HttpDeps, 'pushes' | 'titles' | 'settings'> & { readonly keyring: Keyring };

const AT = '/api/v1/pushes';
const query = z.object({});
const one = { params: z.object({ network: NetworkId }), query };
const NONE = 'This network does not call, or is not set up to.';

/** Networks that tell Kith themselves what happens there: which can, where they call, and what they sign with. */
export function pushRoutes(deps: Deps): readonly Route[] {
  return [list(deps), setUp(deps), rotate(deps), retire(deps)];
}

const addressOf = ({ settings }: Deps, network: string, installation: InstallationId) =>
  `${settings.publicUrl ?? ''}/webhooks/${network}/${installation}`;

const list = (deps: Deps) =>
  scoped(
    {
      id: 'listPushes',
      method: 'get',
      path: AT,
      summary: 'Networks that can call Kith, which of them are set up, and when each last did',
      answers: { 200: { says: 'All of them', schema: PushList } },
      ...{ params: z.object({}), query },
    },
    async (_call, { id }) => {
      const lines = (await deps.pushes.list(id)).map(({ lastDelivery, erases, ...line }) => ({
        ...line,
        title: deps.titles.get(line.network) ?? line.network,
        address: addressOf(deps, line.network, id),
        ...(erases && { erasure: `${addressOf(deps, line.network, id)}/erasure` }),
        ...(lastDelivery && { lastDelivery: lastDelivery.toISOString() }),
      }));
      return { status: 200, body: { pushes: lines } };
    },
  );

const setUp = (deps: Deps) =>
  scoped(
    {
      id: 'setUpPush',
      governs: true,
      method: 'post',
      path: `${AT}/{network}`,
      summary:
        'Listens to a network from now on; the address to enter there, and the secret, shown this once',
      answers: {
        201: { says: 'It is listened to', schema: PushSecret },
        404: { says: 'This network does not call' },
        409: { says: 'It is set up already' },
      },
      ...one,
      body: BroughtSecret,
    },
    async ({ params: { network }, body }, { id }) =>
      shown(201, await deps.pushes.setUp(id, network, body.secret), { network, id }, deps),
  );

const rotate = (deps: Deps) =>
  scoped(
    {
      id: 'rotatePush',
      governs: true,
      method: 'post',
      path: `${AT}/{network}/rotate`,
      summary: 'Another secret, shown this once; the one before it stays valid for a day',
      answers: { 200: { says: 'The new one', schema: PushSecret }, 404: { says: NONE } },
      ...one,
      body: BroughtSecret,
    },
    async ({ params: { network }, body }, { id }) =>
      shown(200, await deps.pushes.rotate(id, network, body.secret), { network, id }, deps),
  );

const retire = ({ pushes, keyring }: Deps) =>
  scoped(
    {
      id: 'retirePush',
      governs: true,
      method: 'delete',
      path: `${AT}/{network}`,
      summary: 'Does not listen to a network any more; what it told stays',
      answers: { 204: { says: 'It is not listened to' }, 404: { says: NONE } },
      ...one,
    },
    async ({ params: { network } }, { id }) => {
      const there = await pushes.retire(id, network);
      keyring.forget(id, network);
      if (!there) throw new Refusal(404, NONE);
      return { status: 204 };
    },
  );

function shown(
  status: number,
  made: NewSecret | undefined,
  { network, id }: { readonly network: string; readonly id: InstallationId },
  deps: Deps,
) {
  if (!made) throw new Refusal(404, NONE);
  if ('refused' in made) {
    if (made.refused === 'set up already') throw new Refusal(409, 'It is set up already: rotate its secret.');
    throw new Refusal(
      400,
      `Send its secret as this network shows it. ${deps.pushes.of(network)?.says ?? ''}`,
    );
  }
  deps.keyring.forget(id, network);
  return { status, body: { network, address: addressOf(deps, network, id), ...made } };
}
