/** How it stands with one thing that the open web tells by itself, in a sentence. */
export interface ToldHealth {
  readonly about: 'feeds' | 'mentions';
  readonly says: string;
}

/** What is known of it. */
export interface ToldSoFar {
  /** Whether anybody outside can call Kith. */
  readonly reached: boolean;
  /** Feeds that hubs were asked to tell of. */
  readonly feeds: readonly { readonly isTold: boolean; readonly says?: string | undefined }[];
  /** Whose pages may be mentioned. */
  readonly hosts: readonly string[];
  readonly mentions: readonly { readonly state: string }[];
}

/** How hubs (WebSub) and mentions (Webmention) stand, each in a sentence: what works, and what is in the way. */
export function toldHealth(told: ToldSoFar): readonly ToldHealth[] {
  return [
    { about: 'feeds', says: told.reached ? feedsSay(told.feeds) : UNREACHED.feeds },
    { about: 'mentions', says: told.reached ? mentionsSay(told) : UNREACHED.mentions },
  ];
}

const UNREACHED = {
  feeds: 'Nobody outside can call Kith, so no hub is asked to tell: it needs a public address.',
  mentions: 'Nobody outside can call Kith, so no mentions arrive: it needs a public address.',
} as const;

const counted = (n: number, one: string) => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;

function feedsSay(feeds: ToldSoFar['feeds']): string {
  if (feeds.length === 0) return 'No feed of a linked profile names a hub.';
  const told = feeds.filter(({ isTold }) => isTold).length;
  const silent = feeds.filter(({ isTold }) => !isTold);
  const says = `Hubs tell of ${counted(told, 'feed')} at once`;
  if (silent.length === 0) return `${says}.`;
  const why = silent.find((one) => one.says !== undefined)?.says;
  return `${says}, of ${silent.length.toLocaleString('en')} not${why === undefined ? ' yet.' : `: ${why}`}`;
}

function mentionsSay({ hosts, mentions }: ToldSoFar): string {
  if (hosts.length === 0) return 'No mentions are received: no host was named whose pages may be mentioned.';
  const kept = mentions.filter(({ state }) => state === 'kept').length;
  const waiting = mentions.filter(({ state }) => state === 'waiting').length;
  const waits = waiting === 0 ? '' : `, ${waiting.toLocaleString('en')} to be looked at`;
  return `Mentions of ${hosts.join(', ')} are received: ${kept.toLocaleString('en')} kept${waits}.`;
}
