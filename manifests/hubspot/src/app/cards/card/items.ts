import type { BaseDate } from '@hubspot/ui-extensions';
import type { ItemKind } from './talk/kith.ts';
import type { CardPost } from './talk/record-shape.ts';
import { cut } from './words.ts';

/** What can be put into HubSpot, and the ability that it takes. */
const KINDS = [
  { kind: 'task', label: 'Task', ability: 'tasks' },
  { kind: 'ticket', label: 'Ticket', ability: 'tickets' },
  { kind: 'note', label: 'Note', ability: 'notes' },
] as const satisfies readonly { readonly kind: ItemKind; readonly label: string; readonly ability: string }[];

/** Those that the rights of the account allow. */
export function kindsFor(abilities: readonly string[]) {
  return KINDS.filter(({ ability }) => abilities.includes(ability));
}

/** How the form begins: blank, or with what a post is about. */
export function beginning(about: CardPost | undefined): { readonly title: string; readonly body: string } {
  if (!about) return { title: '', body: '' };
  const { handle, networkTitle, text, url } = about;
  return { title: `Answer ${handle} on ${networkTitle}`, body: `“${cut(text, 400)}”\n${url}` };
}

/** Nine in the morning UTC of that day; HubSpot counts months from 0. */
export function dueOn({ year, month, date }: BaseDate): string {
  return new Date(Date.UTC(year, month, date, 9)).toISOString();
}
