import { createHash } from 'node:crypto';

const OWN = 'own-';

/** The version of a model of own labels: the same model has the same. It stands on every reading that it had a part in. */
export const versionOf = (model: string) =>
  OWN + createHash('sha256').update(model).digest('hex').slice(0, 12);

export const isOwnVersion = (version: string) => version.startsWith(OWN);
