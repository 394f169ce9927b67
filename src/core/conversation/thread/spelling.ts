import type { NetworkId } from '../../ids.ts';
import { placeIn } from './place.ts';

/**
 * How the address of one post may be written otherwise, declared by its connector as data. `form` matches a place (see
 * `placeIn`) and names its parts; each of `same` puts them together again, with `{id}` and `{handle}` for who said it.
 */
export interface PostSpelling {
  readonly network: NetworkId;
  readonly form: RegExp;
  readonly same: readonly string[];
}

interface Author {
  readonly id: string;
  readonly handle?: string | undefined;
}

/** Every place that is this post's: the one of its address, and its other spellings. */
export function spellingsOf(
  { network, url }: { readonly network: NetworkId; readonly url: string },
  by: Author,
  spellings: readonly PostSpelling[],
): ReadonlySet<string> {
  const place = placeIn(url);
  if (place === undefined) return new Set();
  const own = spellings.filter((one) => one.network === network);
  return new Set([place, ...own.flatMap((one) => spelled(place, by, one))]);
}

function spelled(place: string, by: Author, { form, same }: PostSpelling): readonly string[] {
  const parts = form.exec(place)?.groups;
  if (!parts) return [];
  const known: Readonly<Record<string, string | undefined>> = { ...parts, ...by };
  return same.flatMap((written) => {
    const names = [...written.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    if (names.some((name) => known[name] === undefined)) return [];
    return [written.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '')];
  });
}
