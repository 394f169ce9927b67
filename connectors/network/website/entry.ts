/** A feed as it says of itself, whatever its format. Texts may be HTML, addresses are unchecked. */
export interface Feed {
  /** The page it is the feed of. */
  readonly home: string | undefined;
  /** Who tells of it at once (`rel=hub`), and what it is called there (`rel=self`). */
  readonly hubs: readonly string[];
  readonly self: string | undefined;
  readonly language: string | undefined;
  readonly authors: readonly string[];
  readonly entries: readonly Entry[];
}

export interface Entry {
  /** Its guid or id, else its address: what stays when it is edited. */
  readonly key: string | undefined;
  readonly links: readonly string[];
  readonly title: string | undefined;
  readonly text: string | undefined;
  readonly publishedAt: Date | undefined;
  /** When it was last changed, where the feed says so. */
  readonly changedAt: Date | undefined;
  readonly authors: readonly string[];
  readonly language: string | undefined;
}

/** A moment as feeds write it (RFC 822 or RFC 3339); undefined when it is none. */
export function readDate(written: string | undefined): Date | undefined {
  const at = Date.parse(written?.trim() ?? '');
  return Number.isNaN(at) ? undefined : new Date(at);
}
