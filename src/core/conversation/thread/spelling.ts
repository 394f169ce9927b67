import { placeIn } from './place.ts';

/**
 * How the address of one post may be written otherwise, declared by its connector as data. `form` matches a place (see
 * `placeIn`) and names its parts; each of `same` puts them together again, with `{id}` and `{handle}` for who said it;
 * a part of `form` that is one of the two is called `who`.
 */
export interface PostSpelling {
  readonly form: RegExp;
  readonly same: readonly string[];
}

/**
 * Every place that is a post's: the one of its address, and its other spellings.
 * @param spellings those of its network.
 */
export function spellingsOf(
  url: string,
  by: { readonly id: string; readonly handle: string },
  spellings: readonly PostSpelling[],
): ReadonlySet<string> {
  const place = placeIn(url);
  if (place === undefined) return new Set();
  return new Set([place, ...spellings.flatMap((one) => spelled(place, { ...by }, one))]);
}

function spelled(
  place: string,
  by: Readonly<Record<string, string>>,
  { form, same }: PostSpelling,
): readonly string[] {
  const parts = form.exec(place)?.groups;
  if (!parts) return [];
  const known = { ...parts, ...by };
  return same.map((written) => written.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? ''));
}

/** By whom the post at a place was said, as its address has it; undefined where it does not say. */
export function namedIn(place: string, { form }: PostSpelling): string | undefined {
  return form.exec(place)?.groups?.['who'];
}
