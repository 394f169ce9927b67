import { createRenderer } from '@hubspot/ui-extensions/testing';
import { vi } from 'vitest';
import { SocialCard } from '../../manifests/hubspot/src/app/cards/card/social-card.tsx';
import type { Size } from '../../manifests/hubspot/src/app/cards/card/desk.ts';
import { SettingsPage } from '../../manifests/hubspot/src/app/settings/page/settings-page.tsx';

export const DOMAIN = 'kith.test';
export const CONTACT = 4711;
export const RECORD = `/api/v1/records/${CONTACT}`;

/** What the page asked of Kith. */
export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: unknown;
  readonly timeout: number | undefined;
}

/** What Kith answers; an error is what HubSpot throws when it cannot reach Kith. */
type Reply = { readonly status: number; readonly body?: unknown } | Error;
type Answers = Readonly<Record<string, () => Reply | Promise<Reply>>>;

interface Options {
  readonly method?: string;
  readonly timeout?: number;
  readonly body?: unknown;
}

/** Kith behind HubSpot's own fetch: `hubspot.fetch` ends in the worker's `hsFetch`. */
export function playKith(answers: Answers) {
  const asked: Asked[] = [];
  const playing = { ...answers };
  const hsFetch = async (address: string, { method = 'GET', timeout, body }: Options) => {
    const { origin, pathname, search } = new URL(address);
    if (origin !== `https://${DOMAIN}`) throw new Error(`${origin} is not permitted`);
    asked.push({ method, path: pathname + search, body, timeout });
    const reply = await (playing[`${method} ${pathname}`]?.() ?? { status: 404, body: problem(404, 'none') });
    if (reply instanceof Error) throw reply;
    const text = reply.body === undefined ? null : JSON.stringify(reply.body);
    return new Response(text, { status: reply.status });
  };
  vi.stubGlobal('self', { hsFetch });
  return {
    asked,
    /** The calls that change something. */
    written: () => asked.filter(({ method }) => method !== 'GET'),
    now: (change: Answers) => void Object.assign(playing, change),
  };
}

export const problem = (status: number, detail: string) => ({
  type: 'about:blank',
  title: 'Trouble',
  status,
  detail,
});

export const ok = (body: unknown) => () => ({ status: 200, body });
export const refused = (status: number, detail: string) => () => ({ status, body: problem(status, detail) });
export const unreachable = () => new Error('Request to https://kith.test/… timed out');
/** An answer that never comes. */
export const never = () => new Promise<never>(() => {});

export function openCard(size: Size, variables: Record<string, string> = { APP_DOMAIN: DOMAIN }) {
  const renderer = createRenderer('crm.record.sidebar');
  Object.assign(renderer.mocks.context, {
    variables,
    crm: { objectId: CONTACT, objectTypeId: '0-1' },
    user: { ...renderer.mocks.context.user, id: 77 },
  });
  renderer.render(<SocialCard size={size} />);
  return patient(renderer);
}

export function openSettings(variables: Record<string, string> = { APP_DOMAIN: DOMAIN }) {
  const renderer = createRenderer('settings');
  Object.assign(renderer.mocks.context, { variables });
  renderer.render(<SettingsPage />);
  return patient(renderer);
}

interface Waits {
  waitFor: (check: () => void, options?: { timeoutInMs?: number }) => Promise<void>;
}

/** HubSpot's renderer gives a page one second, which a busy machine may need. */
function patient<R extends Waits>(renderer: R): R {
  const { waitFor } = renderer;
  return Object.assign(renderer, { waitFor: (check: () => void) => waitFor(check, { timeoutInMs: 30_000 }) });
}

interface Branch {
  readonly childNodes?: readonly Branch[];
  readonly text?: string | null;
  readonly nodeType: string;
  readonly props?: Readonly<Record<string, unknown>>;
}

/** Every word on the page, titles and labels too, in order. */
export function wordsOn(node: Branch): string {
  if (node.nodeType === 'text') return node.text ?? '';
  const { title, label, valueDescription, value } = node.props ?? {};
  const said = [title, label, valueDescription, value].filter((part) => typeof part === 'string');
  const inside = (node.childNodes ?? []).map(wordsOn).join('');
  return ` ${[...said, inside].join(' ')} `.replaceAll(/\s+/g, ' ');
}
