/** A row of the org, by the API names of its fields as the org writes them: with a namespace, where it has one. */
export type Row = Readonly<Record<string, unknown>>;

/** As much of the org as a page of it needs. */
export interface OrgRows {
  /** Eighteen characters. */
  readonly orgId: string;
  /** That under which the package is installed; empty: none. */
  readonly namespace: string;
  /** All rows of an object that are not deleted; its name as the org writes it. */
  rows(object: string): readonly Row[];
  /** Undefined where there is none, or it is deleted. */
  find(id: string): Row | undefined;
  /** @returns the id. @throws Error with the org's own words where its rules refuse the row */
  create(object: string, fields: Row): string;
}

/** Whoever looks at the page. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  /** Whether they have the permission set that opens the package's classes. */
  readonly permitted: boolean;
}

/** What an administrator filled into the named credential and its external credential. */
export interface Credential {
  /** Of Kith, without a slash at the end. */
  readonly url: string;
  readonly key: string;
}

export interface RecordPageOptions {
  /** Folder of the SFDX project. */
  readonly project: string;
  readonly org: OrgRows;
  readonly viewer: () => Viewer;
  /** Undefined while nobody has filled it in. */
  readonly credential: () => Credential | undefined;
  /** Whether the package is in the org. Where it is not, its pages are without it. */
  readonly installed: () => boolean;
  /** Folder for the built components: building them takes ten seconds, reading them none. */
  readonly cache: string;
  /** Whether the panel asks Kith while a page is open; as the package's own setting unless told. */
  readonly asksLive?: () => boolean;
}
