/** What can come between a page and Kith. The set is closed: for each kind the page knows what a person can do. */
export type TroubleKind = keyof typeof TROUBLES;

export interface Trouble {
  readonly kind: TroubleKind;
  /** In Kith's own words where it answered. */
  readonly says: string;
}

export const TROUBLES = {
  'no address': {
    title: 'This app does not know where Kith runs',
    cure: 'Whoever uploaded the app must upload it with a profile that names APP_DOMAIN.',
    again: false,
  },
  'not permitted': {
    title: 'Kith may not answer here',
    cure: 'An administrator must connect this account to Kith, or approve the right it lacks.',
    again: true,
  },
  'not known': {
    title: 'Kith does not know this yet',
    cure: 'It may still be on its way. Ask for it, and look again in a minute.',
    again: true,
  },
  'not reached': {
    title: 'Kith cannot be reached',
    cure: 'Check that you are online, then try again. Nothing was lost.',
    again: true,
  },
  busy: { title: 'Kith is busy', cure: 'Try again in a minute.', again: true },
  refused: { title: 'Kith refused this', cure: 'Change what it names, then try again.', again: true },
  broken: {
    title: 'Something went wrong in Kith',
    cure: 'Try again. If it stays so, tell an administrator: the log of Kith says what happened.',
    again: true,
  },
} as const satisfies Record<
  string,
  { readonly title: string; readonly cure: string; readonly again: boolean }
>;

const OF_STATUS: Readonly<Record<number, TroubleKind>> = {
  401: 'not permitted',
  403: 'not permitted',
  404: 'not known',
  408: 'busy',
  425: 'busy',
  429: 'busy',
  502: 'busy',
  503: 'busy',
  504: 'busy',
};

/** Which kind an HTTP status outside 200–299 is. */
export function kindOf(status: number): TroubleKind {
  return OF_STATUS[status] ?? (status >= 400 && status < 500 ? 'refused' : 'broken');
}
