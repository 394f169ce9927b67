/** Who changed something: a person in HubSpot, or an app through the API. */
export type Source = 'CRM_UI' | 'INTEGRATION';

/** A version of a property, as `propertiesWithHistory` shows it. */
export interface Version {
  readonly value: string;
  readonly timestamp: string;
  readonly sourceType: Source;
  readonly sourceId: string;
}

/** Whoever changed something, as HubSpot names them: a person, or an app by its number. */
export const sourceIdOf = (source: Source, appId: number): string =>
  source === 'CRM_UI' ? 'userId:101' : String(appId);

/** HubSpot keeps so many versions of a property. */
const KEPT = 45;

/** What became of each property of each record. */
export class History {
  readonly #appId: number;
  readonly #versions = new Map<string, readonly Version[]>();

  constructor(appId: number) {
    this.#appId = appId;
  }

  note(
    { id, updatedAt }: { readonly id: string; readonly updatedAt: Date },
    changed: Readonly<Record<string, string>>,
    source: Source,
  ): void {
    const by = { sourceType: source, sourceId: sourceIdOf(source, this.#appId) };
    for (const [name, value] of Object.entries(changed)) {
      const version = { value, timestamp: updatedAt.toISOString(), ...by };
      const versions = [version, ...(this.#versions.get(`${id} ${name}`) ?? [])];
      this.#versions.set(`${id} ${name}`, versions.slice(0, KEPT));
    }
  }

  /** Newest first, by the names of the properties. */
  of(id: string, names: readonly string[]): Readonly<Record<string, readonly Version[]>> {
    return Object.fromEntries(names.map((name) => [name, this.#versions.get(`${id} ${name}`) ?? []]));
  }
}
