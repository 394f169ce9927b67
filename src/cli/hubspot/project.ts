import { z } from 'zod';
import type { Printing } from '../printing.ts';
import { Unusable } from '../unusable.ts';
import { kithAddress } from './kith-address.ts';
import { projectFiles } from './project-files.ts';
import type { Owner, Profile } from './project-files.ts';
import { placeProject } from './project-folder.ts';
import { EXIT, run } from './run.ts';

export interface ProjectOptions {
  readonly url: string;
  readonly profile: Profile;
  readonly account?: number;
  readonly site?: string;
  readonly supportEmail?: string;
  readonly json?: boolean;
}

/**
 * `kith hubspot project DIR`: writes the developer project of one's own Kith, ready for `hs project upload`.
 * @returns the exit code: 0, or 2 when an address, or the folder, cannot be used; nothing was written then.
 */
export const projectCommand = (
  folder: string,
  { json, ...options }: ProjectOptions,
  io: Printing,
): Promise<number> =>
  run(json, io, async () => {
    const owner = ownerOf(options);
    const files = await projectFiles(owner);
    const changed = await placeProject(folder, owner.profile, files);
    const next = nextOf(folder, owner);
    const { profile, kith, account } = owner;
    const document = {
      ...{ ok: true, folder, profile, url: kith.origin, ...(account !== undefined && { account }) },
      ...{ files: [...files.keys()], changed, next },
    };
    return { code: EXIT.well, document, lines: linesOf(document, owner) };
  });

function ownerOf({ url, profile, account, site, supportEmail }: Omit<ProjectOptions, 'json'>): Owner {
  if (supportEmail !== undefined && !z.email().safeParse(supportEmail).success) {
    throw new Unusable('--support-email takes an address such as support@kith.example');
  }
  return {
    ...{ profile, kith: kithAddress('--url', url, profile === 'local') },
    ...(account !== undefined && { account }),
    ...(site !== undefined && { site: kithAddress('--site', site) }),
    ...(supportEmail !== undefined && { supportEmail }),
  };
}

function nextOf(folder: string, { profile, kith }: Owner) {
  return {
    upload: `cd ${quoted(folder)} && hs project upload --profile ${profile}`,
    start: `KITH_HUBSPOT_CLIENT_ID=… KITH_HUBSPOT_CLIENT_SECRET=… KITH_PUBLIC_URL=${kith.origin} npm start`,
  };
}

/** As a shell takes it for one word. */
const quoted = (text: string) =>
  /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

interface Written {
  readonly folder: string;
  readonly files: readonly string[];
  readonly changed: number;
  readonly next: ReturnType<typeof nextOf>;
}

function linesOf({ folder, files, changed, next }: Written, owner: Owner): readonly string[] {
  const { kith, profile, account, site, supportEmail } = owner;
  const how = changed === 0 ? 'all as they were' : `${changed} of them written`;
  return [
    `${folder} holds the developer project of ${kith.origin}: ${files.length} files, ${how}.`,
    ...(account === undefined
      ? [
          '',
          'It does not say into which developer account it goes. `hs account list` shows its number:',
          'run this again with --account.',
        ]
      : []),
    '',
    'Upload it with the HubSpot CLI:',
    `  ${next.upload}`,
    'HubSpot then shows the client id and the client secret of the app. Kith needs both, and its own address:',
    `  ${next.start}`,
    ...(kith.isLocal
      ? [
          '',
          `HubSpot cannot call ${kith.host}: what changes in a portal and steps of workflows are not told.`,
        ]
      : []),
    ...(profile === 'production' && (!site || supportEmail === undefined)
      ? ['', 'Before the app is listed, run this again with --site and --support-email.']
      : []),
  ];
}
