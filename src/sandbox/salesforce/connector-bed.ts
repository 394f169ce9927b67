import { createHash } from 'node:crypto';
import { salesforce } from '../../../connectors/crm/salesforce/index.ts';
import { ContactId } from '../../core/ids.ts';
import type { Row } from '../../core/record/rows.ts';
import type { Crm, CrmApp, CrmSession, Grant } from '../../ports/crm.ts';
import type { Usage } from '../../ports/crm-traffic.ts';
import type { Pass } from '../../ports/outgoing.ts';
import type { OrgOptions } from './options.ts';
import { CLIENT, openBed } from './testbed.ts';
import type { Bed } from './testbed.ts';

const REDIRECT = 'http://127.0.0.1:3000/install/salesforce/callback';
const VERIFIER = 'v'.repeat(64);
/** The gate with everything off. */
export const straight: Pass = (_lane, work) => work(new AbortController().signal);

/** Kith's connector, connected to a simulated org by the consent of its administrator. */
export interface Connected {
  readonly bed: Bed;
  readonly app: CrmApp;
  readonly grant: Grant;
  readonly session: CrmSession;
  readonly crm: Crm;
  /** What the org said of its calls, the latest last. */
  readonly usage: Usage[];
  /** How often a token was renewed. */
  renewals(): number;
}

export async function connectTo(options: Partial<OrgOptions> = {}): Promise<Connected> {
  const bed = await openBed(options);
  const { url } = bed.org;
  const bases = { apiBase: url, authorizeBase: url };
  const app = { ...CLIENT, ...bases, publicUrl: 'http://127.0.0.1:3000', keySecret: 'key-secret' };
  let grant = await consented(app, bed);
  const first = grant;
  const usage: Usage[] = [];
  let renewals = 0;
  const session: CrmSession = {
    ...{ app, account: grant.account, scopes: grant.scopes, pass: straight, now: bed.now },
    token: async () => grant.accessToken,
    renew: async () => {
      renewals += 1;
      grant = { ...grant, ...(await salesforce.refresh(app, straight, grant.refreshToken, bed.now())) };
      return grant.accessToken;
    },
    base: async () => grant.base ?? url,
    saw: (one) => usage.push(one),
  };
  const crm = salesforce.connect(session);
  return { bed, app, grant: first, session, crm, usage, renewals: () => renewals };
}

/** What the administrator's browser does, from the page of consent to the code. */
async function consented(app: CrmApp, bed: Bed): Promise<Grant> {
  const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
  const page = salesforce.authorizeUrl(app, { state: 's', challenge, redirectUri: REDIRECT });
  const form = new URLSearchParams([...new URL(page).searchParams, ['decision', 'allow']]);
  const answer = await fetch(`${bed.org.url}/services/oauth2/authorize`, {
    ...{ method: 'POST', body: form, redirect: 'manual' },
  });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return salesforce.redeem(app, straight, { code, verifier: VERIFIER, redirectUri: REDIRECT }, bed.now());
}

const AT = '2026-11-20T09:00:00.000Z';

/** A profile and a post of it, as the record of this contact has them. */
export function rowsOf(contact: string, handle = 'ada.example'): readonly [Row, Row] {
  const network = { network: 'bluesky', networkTitle: 'Bluesky' };
  const profile: Row = {
    ...{ kind: 'profile', key: `${contact}:bluesky:${handle}`, ...network, id: `did:plc:${handle}`, handle },
    ...{ url: `https://bsky.app/profile/${handle}`, name: 'Ada', standing: 'active', status: 'auto' },
    ...{ probability: 0.973, because: 'The same website', decidedBy: 'Kith', fetchedAt: AT },
    influence: { percentile: 91.25, low: 85, high: 95.5, among: 1_200, why: 'Many read her.\nMany answer.' },
  };
  const post: Row = {
    ...{ kind: 'post', key: `${contact}:bluesky:at://${handle}/1`, ...network, id: `at://${handle}/1` },
    ...{ profile: profile.key, url: `https://bsky.app/profile/${handle}/post/1`, says: 'post', handle },
    ...{
      text: 'The "engine" weaves,\nlike a loom',
      publishedAt: AT,
      tone: 'positive',
      toneProbability: 0.88,
    },
    ...{ likes: 3 },
  };
  return [profile, post];
}

export const contactId = (id: string | undefined) => ContactId.parse(id);
