import type { Ending } from './ending.ts';
import { exported } from './leaving/exported.ts';
import { keyDropped } from './leaving/key-dropped.ts';
import type { Leaving } from './leaving/leaving.ts';
import { packageRemoved } from './leaving/package-removed.ts';
import { permissionsTaken } from './leaving/permissions-taken.ts';
import { serverLeft } from './leaving/server-left.ts';
import { take } from './step.ts';
import { isWell } from './step-result.ts';
import type { Setting } from './step.ts';

/**
 * In this order: what the server knows is in hand before it is gone, and the server can still write into the org while
 * it takes its own values out.
 */
const STEPS = [exported, serverLeft, keyDropped, permissionsTaken, packageRemoved];

/** Takes Kith out of the org. Safe to repeat: it goes on where it was. */
export async function uninstall(setting: Setting, leaving: Leaving): Promise<Ending> {
  const steps = await take(
    STEPS.map((step) => step(leaving)),
    setting,
    true,
  );
  return { ok: steps.every(isWell), steps };
}
