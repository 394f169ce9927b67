import { describeInRows, followSchema } from './installing.ts';
import { NOTHING, readPackage } from './package-metadata.ts';
import type { PackageMetadata } from './package-metadata.ts';
import { openSchema } from './schema.ts';
import type { CustomFields, Schema } from './schema.ts';
import { openState } from './state.ts';
import type { OrgState } from './state.ts';

/** The package in an org: what of it is there, and the org's definitions with it. */
export interface Installation {
  readonly state: OrgState;
  metadata(): PackageMetadata;
  /** The definitions without the package. */
  closed(): Schema;
  /** What the project's own package brings. */
  readonly own: PackageMetadata;
  /** Replaces what is installed. Records of what is gone go with it. @param brought what of it was deployed just now */
  become(metadata: PackageMetadata, brought?: PackageMetadata): void;
  /** Is called after each change of what is installed. */
  onBecome(listener: BecomeListener): void;
}

type BecomeListener = (metadata: PackageMetadata, brought: PackageMetadata) => void;

interface InstallationOptions {
  readonly folder: string;
  readonly namespace: string;
  readonly personAccounts: boolean;
  readonly customFields: CustomFields;
  readonly now: () => Date;
}

export function openInstallation(options: InstallationOptions): Installation {
  const { folder, namespace, personAccounts, customFields, now } = options;
  const own = readPackage(folder);
  const listeners: BecomeListener[] = [];
  let metadata = NOTHING;
  const schemaOf = (): Schema => openSchema({ metadata, namespace, personAccounts, customFields });
  let schema = schemaOf();
  const closed = schema;
  const state = openState({
    schema: () => schema,
    installed: () => [...metadata.objects.keys()].some((name) => name.endsWith('__c')),
    ...{ now, namespace },
  });
  describeInRows(state, metadata);
  return {
    state,
    own,
    metadata: () => metadata,
    closed: () => closed,
    onBecome: (listener) => void listeners.push(listener),
    become: (next, brought = NOTHING) => {
      const before = schema.objects;
      metadata = next;
      schema = schemaOf();
      followSchema(state, before);
      describeInRows(state, metadata);
      for (const listener of listeners) listener(metadata, brought);
    },
  };
}
