import { z } from 'zod';

/**
 * The tenant: one CRM org or portal, written `<crm>-<account>`, so that a re-install finds its own rows again
 * and no lookup table has to be read before the tenant is known.
 */
export const InstallationId = z
  .string()
  .regex(/^[a-z][a-z0-9]*-[A-Za-z0-9_.-]{1,80}$/, 'an installation is named <crm>-<account>')
  .brand<'InstallationId'>();
export type InstallationId = z.output<typeof InstallationId>;

/** Whether a text can be kept as it is: no database keeps a NUL character, or half of a surrogate pair. */
export const isKeepable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** An id that others make. */
const foreignId = (most: number) =>
  z.string().min(1).max(most).refine(isKeepable, 'an id of characters that can be written');

/** A person's id in the CRM, as the CRM writes it. */
export const ContactId = foreignId(120).brand<'ContactId'>();
export type ContactId = z.output<typeof ContactId>;

/** A network's short name: the name of its connector's folder, or of an address Kith only recognises. One letter is enough: X. */
export const NetworkId = z
  .string()
  .regex(/^[a-z][a-z0-9]{0,30}$/)
  .brand<'NetworkId'>();
export type NetworkId = z.output<typeof NetworkId>;

/** The stable id of a profile on its network (DID, actor URI, numeric id); never its handle. */
export const ProfileId = foreignId(500).brand<'ProfileId'>();
export type ProfileId = z.output<typeof ProfileId>;

/** The id of a post on its network. */
export const PostId = foreignId(700).brand<'PostId'>();
export type PostId = z.output<typeof PostId>;

/** One inbound webhook request: the same id when the sender sends it again. */
export const DeliveryId = foreignId(200).brand<'DeliveryId'>();
export type DeliveryId = z.output<typeof DeliveryId>;

/** The CRM that an installation is in. */
export function crmOf(installation: InstallationId): string {
  return installation.slice(0, installation.indexOf('-'));
}

export function installationOf(crm: string, account: string): InstallationId {
  return InstallationId.parse(`${crm}-${account}`);
}
