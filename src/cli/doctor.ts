import type { Config } from '../config.ts';
import { Failure, POLICY } from '../core/failure.ts';
import type { NetworkId } from '../core/ids.ts';
import { openLog } from '../log.ts';
import { openNetworks } from '../networks.ts';
import { openStorage } from '../storage/open.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly says: string;
}

/**
 * `kith doctor`: looks at the database, the queue, work that was given up, and each network, and says what to do.
 * @returns the exit code: 0 when all is well, 1 otherwise.
 */
export async function doctorCommand(config: Config, { json }: { json?: boolean }): Promise<number> {
  const findings = [...(await storageFindings(config)), ...(await networkFindings(config))];
  if (json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  else
    for (const { what, ok, says } of findings) process.stdout.write(`${ok ? '✓' : '✗'} ${what}: ${says}\n`);
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

async function storageFindings(config: Config): Promise<readonly Finding[]> {
  try {
    const storage = await openStorage({ ...config, log: openLog('error'), join: true });
    try {
      const installations = await storage.store.installations();
      const stuck = await storage.stuck.list();
      await storage.queueReady();
      return [
        { what: 'database', ok: true, says: `reachable, ${installations.length} installations` },
        {
          what: 'queue',
          ok: stuck.length === 0,
          says:
            stuck.length === 0
              ? 'nothing was given up'
              : `${stuck.length} jobs were given up: \`kith deliveries\``,
        },
      ];
    } finally {
      await storage.close();
    }
  } catch (error) {
    return [{ what: 'database', ok: false, says: error instanceof Error ? error.message : String(error) }];
  }
}

/**
 * Handles that nobody has, in the forms that networks have for handles: the answer "nobody" proves that the network can
 * be asked. One of another form would not even be asked for.
 * One that charges for that answer too is not asked.
 */
export const NOBODY = [
  'kith-doctor-asks-for-nobody',
  'kith-doctor.example',
  'kith_nobody_0',
  '999999999999',
  'Q999999999999',
  'ffffffffffffffffffffffff',
];

async function networkFindings(config: Config): Promise<readonly Finding[]> {
  const { gate, networks, grammars, manners } = openNetworks(config, openLog('silent'));
  const isFree = (network: NetworkId) => manners.get(network)?.costs?.charged !== 'also for nobody';
  const hosted = grammars.filter(
    ({ network, hosts }) => hosts.length > 0 && networks.has(network) && isFree(network),
  );
  const findings = hosted.map(async ({ network, title, handle }): Promise<Finding> => {
    const asked = NOBODY.find((nobody) => handle.test(nobody)) ?? '';
    try {
      await networks.get(network)?.profile({ handle: asked });
      return { what: title, ok: true, says: 'answers' };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { what: title, ok: false, says: `${POLICY[error.kind].say}: ${error.message}` };
    }
  });
  const found = await Promise.all(findings);
  await gate.close();
  return found;
}
