const LISTS = [
  'headlines',
  'profiles',
  'suggestions',
  'refused',
  'conversations',
  'signals',
  'fields',
  'freshness',
  'acts',
];

/**
 * The record that every part of the panel shows, from what this org stores or from what Kith answered. Whatever a
 * source does not tell is an empty list.
 */
export function recordOf(source) {
  const lists = LISTS.map((name) => [name, Array.isArray(source[name]) ? source[name] : []]);
  return { ...source, ...Object.fromEntries(lists) };
}

/** What a body of JSON says; an empty object for any other: a gateway on the way answers in HTML, for nobody to read. */
export function saidIn(body) {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}

/** Kith's answer as a record; undefined for anything that is none. */
export function parsed(body) {
  const source = saidIn(body);
  return typeof source.contact?.id === 'string' ? recordOf(source) : undefined;
}

/** Whether a record tells anything at all. */
export function isEmpty({ headlines, profiles, suggestions, conversations }) {
  return [headlines, profiles, suggestions, conversations].every(({ length }) => length === 0);
}

/** One string for a profile or a post, for lists. Networks have no colon in their names. */
export const keyOf = ({ network, id }) => `${network}:${id}`;
