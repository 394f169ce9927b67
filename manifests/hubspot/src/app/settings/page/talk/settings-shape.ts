/** What `GET /api/v1/settings` answers and what is put back there. Times are ISO 8601. */
export interface SettingsView {
  readonly settings: Settings;
  readonly networks: readonly {
    readonly id: string;
    readonly title: string;
    readonly why?: string | undefined;
  }[];
  /** Fields of HubSpot's contact. */
  readonly fields: readonly Field[];
  readonly approval: Approval;
  /** What the first write would do. */
  readonly preview: readonly Preview[];
  readonly budget: {
    readonly usedToday: number;
    readonly callsPerDay: number;
    readonly forecast: { readonly contacts: number; readonly callsPer1000: number; readonly total: number };
  };
  readonly health: {
    readonly contacts: number;
    readonly resolved: number;
    readonly waiting: number;
    readonly lastError?: string | undefined;
    readonly lastDelivery?: string | undefined;
    /** How hubs and mentions of the open web stand; absent in an older Kith. */
    readonly told?: readonly { readonly about: 'feeds' | 'mentions'; readonly says: string }[] | undefined;
    /** What HubSpot does not let Kith do, and what to do about it; absent in an older Kith. */
    readonly withheld?: readonly string[] | undefined;
    /** Of people who typed into a field while Kith wrote there; absent where nobody did. */
    readonly typed?: string | undefined;
  };
  readonly found: {
    readonly linked: number;
    readonly suggested: number;
    readonly byNetwork: readonly { readonly title: string; readonly count: number }[];
  };
  /** Who decides for this account in HubSpot; absent until somebody did. */
  readonly governor?: string | undefined;
  /** HubSpot did not answer: what needs it is missing. */
  readonly trouble?: string | undefined;
}

export interface Settings {
  /** Networks that are not asked. */
  readonly off: readonly string[];
  readonly mappings: readonly Mapping[];
  readonly callsPerDay: number;
  readonly basis: 'legitimate interest' | 'consent';
  readonly graceDays: number;
  /** The account’s own addresses, and whether a language model may be asked; decided there too. */
  readonly ours: readonly string[];
  readonly model: boolean;
  /** What networks that charge may cost; decided in Kith’s own settings, and put back as it came. */
  readonly budgets: Readonly<
    Record<string, { readonly dollarsAMonth: number; readonly consentRule?: string | undefined }>
  >;
}

export interface Mapping {
  readonly fact: Fact;
  /** Absent: whichever linked profile knows it. */
  readonly network?: string | undefined;
  readonly field: string;
  readonly mode: Mode;
}

export type Fact = (typeof FACTS)[number];
export type Mode = (typeof MODES)[number];

export const FACTS = ['company', 'title', 'place', 'website', 'bio', 'handle', 'influence'] as const;
export const MODES = ['link', 'fill blank', 'suggest', 'overwrite'] as const;

/** What the settings may hold. */
export const BOUNDS = { callsPerDay: [100, 1_000_000], graceDays: [0, 90], mappings: 50 } as const;

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly writable: boolean;
  /** Made by Kith. */
  readonly ours: boolean;
}

export interface Approval {
  readonly state: 'waiting' | 'approved';
  /** What Kith would make in HubSpot. */
  readonly planned: readonly {
    readonly kind: string;
    readonly name: string;
    readonly label: string;
    readonly says: string;
  }[];
  readonly by?: string | undefined;
  readonly at?: string | undefined;
}

export interface Preview {
  readonly contact: string;
  readonly name?: string | undefined;
  readonly changes: readonly {
    readonly field: string;
    readonly label: string;
    readonly from?: string | undefined;
    /** Absent: it is emptied. */
    readonly to?: string | undefined;
  }[];
}

const PARTS = ['settings', 'approval', 'budget', 'health', 'found'] as const;
const LISTS = ['networks', 'fields', 'preview'] as const;

/** Whether an answer is that: enough of a look that nothing else is drawn as one. */
export function isSettingsView(body: unknown): body is SettingsView {
  if (typeof body !== 'object' || body === null) return false;
  const fields = body as Readonly<Record<string, unknown>>;
  return (
    PARTS.every((name) => typeof fields[name] === 'object' && fields[name] !== null) &&
    LISTS.every((name) => Array.isArray(fields[name]))
  );
}
