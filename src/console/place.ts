import { useSyncExternalStore } from 'react';

/** Where in the console one is. */
export interface Place {
  readonly contact: string | undefined;
  readonly installation: string | undefined;
}

/** Reads an address; anything that is no contact's page is the list. */
export function placeOf(href: string): Place {
  const { pathname, searchParams } = new URL(href, 'http://kith');
  const encoded = /^\/contacts\/([^/]+)$/.exec(pathname)?.[1];
  return {
    contact: encoded === undefined ? undefined : decoded(encoded),
    installation: searchParams.get('installation') ?? undefined,
  };
}

/** The address of a place. */
export function hrefOf({ contact, installation }: Place): string {
  const path = contact === undefined ? '/' : `/contacts/${encodeURIComponent(contact)}`;
  return installation === undefined ? path : `${path}?installation=${encodeURIComponent(installation)}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(listen, () => window.location.href));
}

/** Goes to a contact, or to the list, within the same installation. */
export function go(contact: string | undefined, how: 'push' | 'replace' = 'push'): void {
  const href = hrefOf({ ...placeOf(window.location.href), contact });
  if (how === 'push') window.history.pushState(undefined, '', href);
  else window.history.replaceState(undefined, '', href);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

function listen(changed: () => void): () => void {
  window.addEventListener('popstate', changed);
  return () => window.removeEventListener('popstate', changed);
}
