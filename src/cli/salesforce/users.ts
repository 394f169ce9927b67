import { z } from 'zod';
import { quoted, rowsOf } from './org.ts';
import type { SalesforceOrg } from './org.ts';
import { Trouble } from './trouble.ts';

const User = z.object({ Id: z.string(), Username: z.string(), IsActive: z.boolean() });

/** @throws Trouble when nobody of that username may log in. */
export async function userIn(org: SalesforceOrg, username: string): Promise<{ readonly id: string }> {
  const soql = `SELECT Id, Username, IsActive FROM User WHERE Username = ${quoted(username)}`;
  const [user] = await rowsOf(org, User, soql);
  if (!user)
    throw new Trouble(`The org has no user ${username}: create it in Setup, Users, or correct --user.`);
  if (!user.IsActive) throw new Trouble(`The user ${username} is not active: activate it in Setup, Users.`);
  return { id: user.Id };
}
