import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hubspot } from '../../../connectors/crm/hubspot/index.ts';
import { readProject } from '../../sandbox/hubspot/record-page/project.ts';
import { openTestbed } from '../../sandbox/hubspot/testbed.ts';
import { ran } from '../ran.ts';
import { TEMPLATE } from './project-files.ts';
import { projectCommand } from './project.ts';
import type { ProjectOptions } from './project.ts';

const URL_OF_KITH = 'https://kith.quist.example';
const LISTED = { account: 4711, site: 'https://www.quist.example', supportEmail: 'help@quist.example' };

let home: string;
let folder: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'kith-project-'));
  folder = join(home, 'app');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

const written = (options: Partial<ProjectOptions> = {}, into = folder) =>
  ran((io) => projectCommand(into, { url: URL_OF_KITH, profile: 'production', ...options }, io));

/** Every file under a folder, by its path from there. */
async function filesIn(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const texts = await Promise.all(paths.toSorted().map((path) => readFile(path, 'utf8')));
  return Object.fromEntries(paths.toSorted().map((path, i) => [path.slice(root.length + 1), texts[i] ?? '']));
}
const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(folder, path), 'utf8'));

describe('the developer project of one’s own Kith', () => {
  it('is the one that is kept here, at its own address, with its own account, website and support', async () => {
    expect(await written(LISTED)).toMatchObject({ code: 0, err: '' });
    expect(await json('src/hsprofile.production.json')).toEqual({
      accountId: 4711,
      variables: { APP_DOMAIN: 'kith.quist.example', SITE_DOMAIN: 'www.quist.example' },
    });
    const [mine, kept] = [await filesIn(folder), await filesIn(TEMPLATE)];
    const others = Object.keys(mine).filter((path) => mine[path] !== kept[path]);
    expect(others.toSorted()).toEqual([
      '.kith-project.json',
      'src/app/app-hsmeta.json',
      'src/hsprofile.production.json',
    ]);
    const app = JSON.parse(kept['src/app/app-hsmeta.json'] ?? '') as { config: { support: object } };
    app.config.support = { ...app.config.support, supportEmail: 'help@quist.example' };
    expect(await json('src/app/app-hsmeta.json')).toEqual(app);
    expect(JSON.stringify(mine)).not.toContain('kith.example');
  });

  it('names no website and no support that nobody gave, and says what a listing needs and what the upload lacks', async () => {
    const { out } = await written();
    expect(await json('src/app/app-hsmeta.json')).not.toHaveProperty('config.support');
    expect(await json('src/hsprofile.production.json')).toEqual({
      ...{ accountId: 0, variables: { APP_DOMAIN: 'kith.quist.example' } },
    });
    expect(out).toContain('run this again with --account.');
    expect(out).toContain('run this again with --site and --support-email.');
    const all = (await written({ ...LISTED, profile: 'production' }, join(home, 'listed'))).out;
    expect(all).not.toContain('run this again');
  });

  it('asks for exactly what this Kith asks for when it is installed', async () => {
    await written();
    const app = { clientId: 'id', clientSecret: 's', apiBase: 'https://x', authorizeBase: 'https://x' };
    const redirectUri = `${URL_OF_KITH}/install/hubspot/callback`;
    const ask = { state: 's', challenge: 'c', redirectUri };
    const asked = new URL(hubspot.authorizeUrl({ ...app, publicUrl: URL_OF_KITH }, ask)).searchParams;
    const text = JSON.stringify(await json('src/app/app-hsmeta.json'));
    const { config } = JSON.parse(text.replaceAll('${APP_DOMAIN}', 'kith.quist.example')) as {
      config: { auth: Record<'redirectUrls' | 'requiredScopes' | 'optionalScopes', string[]> };
    };
    expect(config.auth.redirectUrls).toEqual([asked.get('redirect_uri')]);
    expect(config.auth.requiredScopes.join(' ')).toBe(asked.get('scope'));
    expect(config.auth.optionalScopes.toSorted()).toEqual(asked.get('optional_scope')?.split(' ').toSorted());
  });

  it('says the two commands that come next, as a shell takes them', async () => {
    const odd = join(home, "Ada’s app; it's mine");
    const { out } = await written({}, odd);
    expect(out).toContain(
      `cd '${odd.replace("'", String.raw`'\''`)}' && hs project upload --profile production\n`,
    );
    expect(out).toContain(`KITH_PUBLIC_URL=${URL_OF_KITH} npm start\n`);
    const { next, files } = JSON.parse((await written({ json: true })).out) as Record<string, unknown>;
    expect(next).toMatchObject({ upload: `cd ${folder} && hs project upload --profile production` });
    expect(files).toContain('src/app/webhooks/webhooks-hsmeta.json');
  });

  it('never holds a secret, whatever the environment holds', async () => {
    for (const name of [
      'KITH_HUBSPOT_CLIENT_SECRET',
      'KITH_HUBSPOT_CLIENT_ID',
      'KITH_SECRET',
      'KITH_ACCESS_KEY',
    ]) {
      vi.stubEnv(name, 'nobody-may-read-this');
    }
    const { out, err } = await written(LISTED);
    expect(`${out}${err}${JSON.stringify(await filesIn(folder))}`).not.toContain('nobody-may-read-this');
  });

  it('runs in a portal on a developer’s own machine, where the cards are led to localhost', async () => {
    const { code, out } = await written({ url: 'http://localhost:3000/', profile: 'local' });
    expect(code).toBe(0);
    expect(out).toContain('HubSpot cannot call localhost:3000');
    const { permitted, proxy, extensions } = readProject(folder, 'http://localhost:3000');
    expect(proxy).toEqual({ [permitted.fetch[0] ?? '']: 'http://localhost:3000' });
    expect(extensions.map(({ location }) => location).toSorted()).toEqual([
      ...['crm.record.sidebar', 'crm.record.tab', 'settings'],
    ]);
    expect(await json('src/app/app-hsmeta.json')).toMatchObject({
      config: {
        auth: { redirectUrls: [expect.any(String), 'http://localhost:3000/install/hubspot/callback'] },
      },
    });
    const bed = await openTestbed({ app: { folder, origin: () => 'http://localhost:3000' } });
    await bed.install(hubspot);
    const page = await (await fetch(`${bed.portal.url}/settings-app/4242`)).text();
    await bed.close();
    expect(page).toContain('Kith settings');
  });
});

describe('an address that HubSpot would refuse', () => {
  it.each([
    ['http://kith.example', /must begin with https/],
    ['ftp://kith.example', /must begin with https/],
    ['kith.example', /such as https:\/\/kith\.example/],
    ['', /such as https:\/\/kith\.example/],
    ['https://203.0.113.7', /takes a name, not the number/],
    ['https://0xcb007107', /takes a name, not the number/],
    ['https://[2001:db8::1]:8443', /takes a name, not the number/],
    ['https://localhost:3000', /localhost is for --profile local/],
    ['https://kith', /kith is none/],
    ['https://kith..example', /kith\.\.example is none/],
    ['https://-kith.example', /-kith\.example is none/],
    ['https://kith.example./', /kith\.example\. is none/],
    ['https://kith.example/crm', /must end after the name: write https:\/\/kith\.example/],
    ['https://kith.example?', /must end after the name/],
    ['https://kith.example/#top', /must end after the name/],
    ['https://ada@kith.example', /without a user name and a password/],
    ['https://ada:geheim@kith.example', /without a user name and a password/],
    [`https://${'a'.repeat(60)}.${'kith.'.repeat(50)}example`, /is none/],
  ])('such as %s is refused with what to write, and nothing is written', async (url, says) => {
    const { code, out, err } = await written({ url });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^kith hubspot: --url /);
    expect(err).toMatch(says);
    expect(err).not.toContain('geheim');
    expect(await readdir(home)).toEqual([]);
  });

  it.each([
    [{ site: 'http://www.quist.example' }, /--site must begin with https/],
    [{ site: 'https://localhost', profile: 'local' }, /--site must be one that HubSpot reaches/],
    [{ supportEmail: 'help at quist' }, /--support-email takes an address/],
    [{ url: 'http://127.0.0.1:3000', profile: 'local' }, /must begin with https/],
  ] as const)('is refused wherever it is given: %j', async (options, says) => {
    const { code, out, err } = await written({ ...options, json: true });
    expect(code).toBe(2);
    expect(err).toMatch(says);
    expect(JSON.parse(out)).toMatchObject({ ok: false, says: expect.stringMatching(says) });
    expect(await readdir(home)).toEqual([]);
  });

  it('is none where it has a port, capital letters, letters of another script or a slash at its end', async () => {
    const domain = async (url: string, into: string) => {
      await written({ url }, join(home, into));
      const text = await readFile(join(home, into, 'src/hsprofile.production.json'), 'utf8');
      return (JSON.parse(text) as { variables: { APP_DOMAIN: string } }).variables.APP_DOMAIN;
    };
    expect(await domain('https://KITH.Example:8443/', 'a')).toBe('kith.example:8443');
    expect(await domain('https://kith.bücher.example', 'b')).toBe('kith.xn--bcher-kva.example');
  });
});

describe('the folder', () => {
  const same = async () => ({ ...(await written(LISTED)), files: await filesIn(folder) });

  it('holds the same bytes when it is written again, and says that nothing changed', async () => {
    const [first, again] = [await same(), await same()];
    expect(again.files).toEqual(first.files);
    expect(again.out).toContain('all as they were');
  });

  it('follows another address, and loses what an earlier Kith brought', async () => {
    await written({ url: 'https://former.example' });
    const mark = (await json('.kith-project.json')) as { files: Record<string, string> };
    // As if a card had been taken out of the project since: it was ours, and nobody changed it.
    await writeFile(join(folder, 'src/app/old-card.json'), '{}');
    mark.files['src/app/old-card.json'] = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
    await writeFile(join(folder, '.kith-project.json'), JSON.stringify(mark));
    const { code, files } = await same();
    expect(code).toBe(0);
    expect(files).not.toHaveProperty(['src/app/old-card.json']);
    expect(JSON.stringify(files)).not.toContain('former.example');
  });

  it.each([
    ['a file of somebody’s', 'notes.txt', /not empty, and not of this command’s making/],
    ['a mark that is none', '.kith-project.json', /not of this command’s making/],
  ])('with %s in it is left alone', async (_, name, says) => {
    await mkdir(folder);
    await writeFile(join(folder, name), '{"profile": 1}');
    const { code, err } = await written();
    expect(code).toBe(2);
    expect(err).toMatch(says);
    expect(await filesIn(folder)).toEqual({ [name]: '{"profile": 1}' });
  });

  it('with a mark that names files elsewhere is left alone, and so are those', async () => {
    await writeFile(join(home, 'theirs.txt'), '');
    await mkdir(folder);
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    for (const path of ['../theirs.txt', join(home, 'theirs.txt'), 'src/../../theirs.txt']) {
      const mark = JSON.stringify({ profile: 'production', files: { [path]: empty } });
      await writeFile(join(folder, '.kith-project.json'), mark);
      expect((await written()).code).toBe(2);
    }
    expect(await readdir(home)).toEqual(['app', 'theirs.txt']);
  });

  it('keeps what a person changed: that is named, and nothing else is written either', async () => {
    await written();
    await writeFile(join(folder, 'src/app/cards/SocialSidebar.tsx'), '// ours now');
    const before = await filesIn(folder);
    const { code, err } = await written({ url: 'https://other.example' });
    expect(code).toBe(2);
    expect(err).toContain('somebody changed src/app/cards/SocialSidebar.tsx in ');
    expect(await filesIn(folder)).toEqual(before);
  });

  it('may hold more than that: what was put beside stays', async () => {
    await written();
    await mkdir(join(folder, 'src/app/cards/node_modules'));
    await writeFile(join(folder, 'src/app/cards/node_modules/x.js'), 'x');
    expect((await written({ account: 5 })).code).toBe(0);
    expect(await filesIn(folder)).toMatchObject({ 'src/app/cards/node_modules/x.js': 'x' });
  });

  it('holds one profile: another one goes elsewhere', async () => {
    await written();
    const { code, err } = await written({ profile: 'staging' });
    expect(code).toBe(2);
    expect(err).toContain('holds the project with the profile production: name another folder');
  });

  it('that was left half-written is finished by the same command', async () => {
    const { files } = await same();
    await rm(join(folder, 'src/app/cards'), { recursive: true });
    expect(await same()).toMatchObject({ code: 0, files });
  });

  it('is a folder: a file is refused', async () => {
    await writeFile(folder, 'x');
    expect(await written()).toMatchObject({
      code: 2,
      err: expect.stringContaining('is a file: name a folder'),
    });
  });
});
