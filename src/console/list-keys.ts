import type { KeyboardEvent } from 'react';
import type { ContactLine } from '../http/shapes.ts';
import { go } from './place.ts';

/** Opens the contact after or before the current one; the first when none is open. */
export function step(contacts: readonly ContactLine[], current: string | undefined, by: 1 | -1): void {
  const at = contacts.findIndex((line) => line.id === current);
  const next = contacts[at === -1 ? 0 : at + by];
  if (next) go({ contact: next.id });
}

/** Arrow keys walk through the list; Enter opens, as on any link. */
export function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
  const by = moves[event.key];
  if (by === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  event.preventDefault();
  links[at + by]?.focus();
}
