/** One utterance, told by how long ago it was when the sample workspace started. */
export interface SamplePost {
  readonly minutesAgo: number;
  readonly text: string;
  readonly language?: string;
  readonly likes?: number;
  readonly replies?: number;
  readonly shares?: number;
  /** An answer to somebody else's post. */
  readonly answer?: true;
  /** What others said below it. */
  readonly answers?: readonly SampleAnswer[];
}

/** Said by somebody of whom nothing else is known. */
export interface SampleAnswer {
  readonly handle: string;
  readonly name: string;
  readonly minutesLater: number;
  readonly text: string;
  readonly answers?: readonly SampleAnswer[];
}

export interface BlueskyAccount {
  readonly handle: string;
  readonly name?: string;
  readonly bio?: string;
  readonly website?: string;
  readonly followers: number;
  readonly since: string;
  readonly standing?: 'deactivated' | 'takendown';
  /** Asked not to be shown to people who are not signed in. */
  readonly signedInOnly?: true;
  readonly posts: readonly SamplePost[];
}

export interface GithubEvent {
  readonly minutesAgo: number;
  readonly kind: 'issue' | 'comment' | 'release' | 'star';
  /** `owner/name`. */
  readonly repo: string;
  /** Of the issue. */
  readonly number?: number;
  readonly title?: string;
  readonly text?: string;
  readonly thumbsUp?: number;
}

export interface GithubAccount {
  readonly login: string;
  readonly type?: 'Organization';
  readonly name?: string;
  readonly company?: string;
  readonly location?: string;
  readonly blog?: string;
  readonly email?: string;
  readonly bio?: string;
  readonly followers: number;
  readonly since: string;
  readonly social?: readonly string[];
  readonly events: readonly GithubEvent[];
}

export interface GravatarPage {
  readonly email: string;
  readonly slug: string;
  readonly name: string;
  readonly location?: string;
  readonly company?: string;
  readonly title?: string;
  /** URLs of accounts whose ownership was proven by signing in there. */
  readonly verified: readonly string[];
}

export interface Site {
  /** Without `www.`, which leads here. */
  readonly host: string;
  readonly about: 'a person, as h-card' | 'a person, as JSON-LD' | 'a company';
  readonly name: string;
  readonly says: string;
  readonly language?: string;
  readonly title?: string;
  readonly company?: string;
  readonly city?: string;
  readonly country?: string;
  readonly email?: string;
  /** Linked with rel=me, or as `sameAs`. */
  readonly me?: readonly string[];
  readonly robots?: string;
  /** The server is broken and answers so. */
  readonly status?: 500;
}

/**
 * Somebody in the sample workspace, who does not exist: one source for what the CRM says of them and for what the
 * networks say. Logins on real networks end in `-demo`, so that no link leads to a living person's page.
 */
export interface SamplePerson {
  readonly key: string;
  /** HubSpot contact properties; absent for those whom the CRM does not know. */
  readonly contact?: Readonly<Record<string, string>>;
  readonly bluesky?: BlueskyAccount;
  readonly github?: GithubAccount;
  readonly gravatar?: GravatarPage;
  readonly site?: Site;
}

export const HOUR = 60;
export const DAY = 24 * HOUR;
