import { createHash } from 'node:crypto';
import type { Reading } from '../reading.ts';

const OWN = 'own-';

/** The version of a model of own labels: the same model has the same. It stands on every reading that it had a part in. */
export const versionOf = (model: string) =>
  OWN + createHash('sha256').update(model).digest('hex').slice(0, 12);

export const isOwnVersion = (version: string) => version.startsWith(OWN);

/**
 * What a post is in the account's own words, as the model in force told it. What an earlier one told does not count any
 * more, until the post was read again.
 */
export const labelsBy = (version: string | undefined, { labels, model }: Reading): Reading['labels'] =>
  version !== undefined && model.split(' ').includes(version) ? labels : undefined;
