import express from 'express';
import type { Request, Response, Router } from 'express';
import type { Sessions } from './sessions.ts';
import type { OrgState } from './state.ts';

interface IdentityDeps {
  readonly state: OrgState;
  readonly sessions: Sessions;
  readonly orgId: string;
  readonly baseUrl: () => string;
}

/** Who a session belongs to: the userinfo endpoint and the identity URL. */
export function identityRoutes(deps: IdentityDeps): Router {
  return express
    .Router()
    .all('/services/oauth2/userinfo', (req, res) => answer(req, res, deps, userinfo))
    .get('/id/:org/:user', (req, res) => answer(req, res, deps, identity));
}

function answer(
  req: Request,
  res: Response,
  deps: IdentityDeps,
  shape: (userId: string, deps: IdentityDeps) => object,
): void {
  const { oauth_token: asked } = req.query;
  const token = bearerOf(req) ?? (typeof asked === 'string' ? asked : undefined);
  if (token === undefined) return void res.status(403).type('text').send('Missing_OAuth_Token');
  const userId = deps.sessions.userOf(token);
  if (userId === undefined) return void res.status(403).type('text').send('Bad_OAuth_Token');
  res.json(shape(userId, deps));
}

/** The token of a request. */
export function bearerOf({ headers }: Request): string | undefined {
  return /^(?:Bearer|OAuth) (\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

function userinfo(userId: string, { state, orgId, baseUrl }: IdentityDeps): object {
  const user = state.rows.get(userId);
  const urls = { rest: `${baseUrl()}/services/data/v{version}/`, profile: `${baseUrl()}/${userId}` };
  return {
    ...{ sub: `${baseUrl()}/id/${orgId}/${userId}`, user_id: userId, organization_id: orgId, active: true },
    ...{
      preferred_username: user?.['Username'],
      name: user?.['Name'],
      email: user?.['Email'],
      email_verified: true,
    },
    ...{ given_name: user?.['FirstName'], family_name: user?.['LastName'], user_type: 'STANDARD', urls },
    ...{ language: 'en_US', locale: 'en_US', zoneinfo: 'GMT', utcOffset: 0 },
  };
}

function identity(userId: string, { state, orgId, baseUrl }: IdentityDeps): object {
  const user = state.rows.get(userId);
  return {
    ...{
      id: `${baseUrl()}/id/${orgId}/${userId}`,
      asserted_user: true,
      user_id: userId,
      organization_id: orgId,
    },
    ...{ username: user?.['Username'], display_name: user?.['Name'], email: user?.['Email'], active: true },
    ...{ user_type: 'STANDARD', urls: { rest: `${baseUrl()}/services/data/v{version}/` } },
  };
}
