import { z } from 'zod';
import { NetworkId, PostId, ProfileId } from './ids.ts';

/** Somebody's word that a page of theirs links to a page of the customer's (W3C Webmention), and what became of it. */
export const Webmention = z.object({
  id: z.uuid(),
  source: z.string(),
  target: z.string(),
  receivedAt: z.date(),
  /** `refused`: the page does not say so. `gone`: it did, and does no longer. */
  state: z.enum(['waiting', 'kept', 'refused', 'gone']),
  checkedAt: z.date().optional(),
  /** Why it is not kept. */
  says: z.string().optional(),
  /** What it is kept as. */
  post: z.object({ network: NetworkId, profile: ProfileId, id: PostId }).optional(),
});
export type Webmention = z.output<typeof Webmention>;

/** Longer than any address that is linked to; what is longer is a payload. */
const LONGEST = 1_000;

/** A host as it is written in an address: no port, no path, no wildcard. */
export const Host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
    'write a host like acme.example',
  );

/**
 * The two addresses of a notification, or what is wrong with them, in a sentence.
 * @param hosts whose pages may be mentioned.
 */
export function readNotification(
  { source, target }: { readonly source?: string | undefined; readonly target?: string | undefined },
  hosts: readonly string[],
): { readonly source: string; readonly target: string } | { readonly refused: string } {
  const [from, to] = [readAddress(source), readAddress(target)];
  if (!from)
    return { refused: 'Send the address of your page as source: http or https, 1,000 characters at most.' };
  if (!to)
    return {
      refused: 'Send the address that it links to as target: http or https, 1,000 characters at most.',
    };
  if (withoutFragment(from) === withoutFragment(to)) return { refused: 'A page does not mention itself.' };
  if (!hosts.includes(to.hostname))
    return { refused: 'Mentions of pages on this host are not received here.' };
  return { source: from.href, target: to.href };
}

function readAddress(written: string | undefined): URL | undefined {
  const url = written !== undefined && written.length <= LONGEST ? URL.parse(written.trim()) : null;
  const fit = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return fit && url.href.length <= LONGEST ? url : undefined;
}

function withoutFragment(url: URL): string {
  const plain = new URL(url);
  plain.hash = '';
  return plain.href;
}
