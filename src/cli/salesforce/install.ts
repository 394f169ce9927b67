import type { Ending } from './ending.ts';
import { take } from './step.ts';
import { isWell } from './step-result.ts';
import type { Setting, Step } from './step.ts';
import { addressSet } from './steps/address-set.ts';
import { callsLeft } from './steps/calls-left.ts';
import { fieldsVisible } from './steps/fields-visible.ts';
import { keyFilled } from './steps/key-filled.ts';
import { orgAnswers } from './steps/org-answers.ts';
import { orgConnected } from './steps/org-connected.ts';
import { packageInstalled } from './steps/package-installed.ts';
import { permissionsGiven } from './steps/permissions-given.ts';
import { recordAnswers } from './steps/record-answers.ts';
import { serverAnswers } from './steps/server-answers.ts';

const STEPS: readonly Step[] = [
  serverAnswers,
  orgAnswers,
  packageInstalled,
  permissionsGiven,
  addressSet,
  keyFilled,
  orgConnected,
];

const HEALTH: readonly Step[] = [fieldsVisible, recordAnswers, callsLeft];

/** Puts Kith into the org, step by step; what is there already is left as it is. Then looks whether all of it works. */
export async function install(setting: Setting): Promise<Ending> {
  const steps = await take(STEPS, setting, true);
  if (!steps.every(isWell)) return { ok: false, steps };
  const health = await take(HEALTH, setting, false);
  return { ok: health.every(isWell), steps: [...steps, ...health] };
}

/** The same looks; changes nothing. */
export async function status(setting: Setting): Promise<Ending> {
  const steps = await take([...STEPS, ...HEALTH], setting, false);
  return { ok: steps.every(isWell), steps };
}
