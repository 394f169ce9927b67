import { useSyncExternalStore } from 'react';
import { here, move, watch } from './way.ts';

/** A thread, named by any of its posts. */
export interface ThreadPlace {
  readonly network: string;
  readonly id: string;
}

export type Page =
  'contacts' | 'review' | 'heard' | 'settings' | { readonly contact: string; readonly thread?: ThreadPlace };

/** Where in the console one is. */
export interface Place {
  readonly page: Page;
  readonly installation: string | undefined;
}

/** Reads an address; anything that is neither the review queue, who was heard, the settings nor a contact's page is the list. */
export function placeOf(href: string): Place {
  const { pathname, searchParams } = new URL(href, 'http://kith');
  return { page: pageOf(pathname), installation: searchParams.get('installation') ?? undefined };
}

function pageOf(path: string): Page {
  if (path === '/review') return 'review';
  if (path === '/heard') return 'heard';
  if (path === '/settings') return 'settings';
  const encoded = /^\/contacts\/([^/]+)(?:\/conversations\/([^/]+)\/([^/]+))?$/.exec(path) ?? [];
  const [contact, network, id] = encoded.slice(1).map((part) => part && decoded(part));
  if (contact === undefined) return 'contacts';
  return network === undefined || id === undefined ? { contact } : { contact, thread: { network, id } };
}

/** The contact whose page it is. */
export const contactOn = (page: Page): string | undefined =>
  typeof page === 'string' ? undefined : page.contact;

/** The thread whose page it is. */
export const threadOn = (page: Page): ThreadPlace | undefined =>
  typeof page === 'string' ? undefined : page.thread;

/** The address of a place. */
export function hrefOf({ page, installation }: Place): string {
  const path = pathOf(page);
  return installation === undefined ? path : `${path}?installation=${encodeURIComponent(installation)}`;
}

function pathOf(page: Page): string {
  if (page === 'contacts') return '/';
  if (typeof page === 'string') return `/${page}`;
  const { contact, thread } = page;
  const parts = ['contacts', contact, ...(thread ? ['conversations', thread.network, thread.id] : [])];
  return `/${parts.map(encodeURIComponent).join('/')}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(watch, here));
}

/** Goes to a page within the same installation. */
export function go(page: Page, how: 'push' | 'replace' = 'push'): void {
  move(hrefOf({ ...placeOf(here()), page }), how);
}

/** Goes to the contacts of another installation. */
export function goTo(installation: string): void {
  move(hrefOf({ page: 'contacts', installation }), 'push');
}
