/** What a network charges for its answers, in US dollars. What it does not name is not charged. */
export interface Costs {
  /** For a profile, asked for by its handle or its id. */
  readonly profile?: number;
  /** For a profile, asked for by an e-mail address. */
  readonly email?: number;
  /** For a profile, asked for by all that is known of a person at once. */
  readonly person?: number;
  /** For each profile that an answer by name brings. */
  readonly name?: number;
  /** For each post that is read. */
  readonly post?: number;
  /** Whether an answer that finds nobody is charged too. */
  readonly charged: 'also for nobody' | 'for what is found';
  /** What it answered about a person, also that it knows nobody, is not asked for again for so many days. */
  readonly rememberDays?: number;
  /** Where the network says so. */
  readonly source: string;
}

/** What can be asked of a network. */
export type Asking = 'profile' | 'email' | 'person' | 'name' | 'posts';

/** Millionths of a US dollar: a whole number, so that sums are exact. */
export type Micros = number;

const MICROS = 1_000_000;

export const microsOf = (dollars: number): Micros => Math.round(dollars * MICROS);

/** `$12.50`; more digits only where there are any. */
export function dollarsOf(micros: Micros): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 6 };
  return `$${(micros / MICROS).toLocaleString('en', digits)}`;
}

const DAY_MS = 86_400_000;

/** Until when an answer is good that is given now; undefined for one that has to be asked for each time. */
export function rememberedUntil({ rememberDays }: Costs, now: Date): Date | undefined {
  return rememberDays === undefined ? undefined : new Date(now.getTime() + rememberDays * DAY_MS);
}

/** Whether an answer of then is still good, so that the same is not paid for twice. */
export function isRemembered({ rememberDays = 0 }: Costs, answeredAt: Date, now: Date): boolean {
  return now.getTime() - answeredAt.getTime() < rememberDays * DAY_MS;
}

/**
 * What one question costs when so much is found.
 * @param found profiles or posts that were answered, or the most there can be.
 */
export function costOf(costs: Costs, asking: Asking, found: number): Micros {
  const each = microsOf(costs[asking === 'posts' ? 'post' : asking] ?? 0);
  const least = costs.charged === 'also for nobody' ? 1 : 0;
  return each * Math.max(found, least);
}
