import type { CrmApp } from '../ports/crm.ts';
import type { Now } from '../ports/runtime.ts';
import type { Desk } from './traffic.ts';

/** What the simulators of the CRMs are given. */
export interface SampleDeps {
  readonly now: Now;
  readonly publicUrl: string;
  /** Holds the manifests of all CRMs, a folder each. */
  readonly manifests: string;
  /** A folder for what is built from them. */
  readonly cache: string;
}

/** A CRM of the sample workspace. */
export interface SampleCrm {
  readonly crm: string;
  readonly account: string;
  readonly app: CrmApp;
  readonly url: string;
  readonly desk: Desk;
  /** Installs Kith as an administrator would. */
  connect(kithUrl: string): Promise<void>;
  close(): Promise<void>;
}
