import { expect } from 'vitest';
import type { CrmCheck } from './kit.ts';
import { SECRETS, expectKind, grantsOf, straight } from './session.ts';

export const authorising: readonly CrmCheck[] = [
  {
    name: 'states limits that let work through, its scopes, and where the real CRM lives',
    run: async (connector) => {
      const { requests, perSeconds, together } = connector.limits;
      for (const limit of [requests, perSeconds, together]) expect(limit).toBeGreaterThan(0);
      expect(connector.scopes.length).toBeGreaterThan(0);
      for (const base of Object.values(connector.bases)) expect(base).toMatch(/^https:\/\/[^/]+$/);
    },
  },
  {
    name: 'sends the browser to the authorisation page with state, challenge and return address, and no secret',
    run: async (connector, { app }) => {
      const redirectUri = `${app.publicUrl}/install/x/callback?a=b&c`;
      const url = new URL(
        connector.authorizeUrl(app, { state: 'st&te', challenge: 'ch+llenge', redirectUri }),
      );
      expect(url.href.startsWith(app.authorizeBase)).toBe(true);
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        client_id: app.clientId,
        state: 'st&te',
        code_challenge: 'ch+llenge',
        code_challenge_method: 'S256',
        redirect_uri: redirectUri,
      });
      expect(url.searchParams.get('scope')?.split(' ')).toEqual([...connector.scopes]);
      expect(url.href).not.toContain(app.clientSecret);
    },
  },
  {
    name: 'redeems a code, with its verifier, for the account, the granted scopes and tokens that end in time',
    run: async (connector, kit) => {
      const asked = kit.play({ grant: 'live' });
      const redirectUri = `${kit.app.publicUrl}/back`;
      const answer = { code: SECRETS.code, verifier: SECRETS.verifier, redirectUri };
      const grant = await connector.redeem(kit.app, straight, answer, kit.now);
      const { accessToken, refreshToken, seconds } = kit.grant;
      expect(grant).toMatchObject({ account: kit.account, accessToken, refreshToken });
      expect(grant.expiresAt.getTime()).toBe(kit.now.getTime() + seconds * 1000);
      expect(grant.scopes.length).toBeGreaterThan(0);
      const form = new URLSearchParams(asked[0]?.body);
      expect(form.get('code')).toBe(SECRETS.code);
      expect(form.get('code_verifier')).toBe(SECRETS.verifier);
      expect(form.get('redirect_uri')).toBe(redirectUri);
      expect(asked[0]?.path).not.toContain(SECRETS.code);
    },
  },
  {
    name: 'gets a new access token for a refresh token',
    run: async (connector, kit) => {
      const asked = kit.play({ grant: 'live' });
      const fresh = await connector.refresh(kit.app, straight, SECRETS.refreshToken, kit.now);
      expect(fresh.accessToken).toBe(kit.grant.accessToken);
      expect(fresh.refreshToken).toBe(kit.grant.refreshToken);
      expect(fresh.expiresAt.getTime()).toBe(kit.now.getTime() + kit.grant.seconds * 1000);
      expect(new URLSearchParams(asked[0]?.body).get('refresh_token')).toBe(SECRETS.refreshToken);
    },
  },
  {
    name: 'calls a dead code and a dead refresh token unauthorized',
    run: async (connector, kit) => {
      kit.play({ grant: 'dead' });
      for (const [name, call] of grantsOf(connector, kit).slice(0, 2)) {
        await expectKind(name, call, 'unauthorized');
      }
    },
  },
  {
    name: 'gives a grant back, and takes one that is dead already for given back',
    run: async (connector, kit) => {
      for (const grant of ['live', 'dead'] as const) {
        const asked = kit.play({ grant });
        await connector.revoke(kit.app, straight, SECRETS.refreshToken, kit.now);
        const told = asked.map(({ body }) => body).join('\n');
        expect(told).toContain(SECRETS.refreshToken);
        for (const { path } of asked) expect(path).not.toContain(SECRETS.refreshToken);
      }
    },
  },
];
