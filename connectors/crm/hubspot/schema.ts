import type { PropertyCreate } from '@hubspot/api-client/lib/codegen/crm/properties/index.js';
import { Failure } from '../../../src/core/failure.ts';
import type { CrmSession } from '../../../src/ports/crm.ts';
import type { CrmField, Planned } from '../../../src/ports/crm-items.ts';
import { GROUP, PROPERTIES, TICKET_PROPERTIES, kindOf } from './fields.ts';
import type { Property } from './fields.ts';
import { codeOf, propertiesIn, succeeded } from './refusals.ts';
import { abilitiesOf } from './scopes.ts';
import { VERSION, ask } from './talk.ts';
import { Names, WireProperties, read } from './wire.ts';

/** What Kith makes on one kind of record. */
interface Part {
  readonly type: 'contacts' | 'tickets';
  readonly properties: readonly Property[];
}

function partsOf({ scopes }: CrmSession): readonly Part[] {
  const contacts: Part = { type: 'contacts', properties: PROPERTIES };
  return abilitiesOf(scopes).has('tickets')
    ? [contacts, { type: 'tickets', properties: TICKET_PROPERTIES }]
    : [contacts];
}

const pathOf = (type: Part['type']) => `/crm/properties/${VERSION}/${type}`;

/** Makes the property group and whichever of Kith's properties the portal lacks. */
export async function ensureProperties(session: CrmSession): Promise<void> {
  for (const { type, properties } of partsOf(session)) {
    const path = pathOf(type);
    await ensure(session, `${path}/groups`, [GROUP], (missing) => ({
      path: `${path}/groups`,
      body: missing[0],
    }));
    await ensure(session, path, properties, (missing) => ({
      path: `${path}/batch/create`,
      body: { inputs: missing satisfies readonly Omit<PropertyCreate, 'type' | 'fieldType'>[] },
    }));
  }
}

/** What `ensureProperties` would make now. */
export async function plannedProperties(session: CrmSession): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const { type, properties } of partsOf(session)) {
    const groups = await lacking(session, `${pathOf(type)}/groups`, [GROUP]);
    const fields = await lacking(session, pathOf(type), properties);
    const says = `The group of Kith's fields on ${type}`;
    planned.push(...groups.map(({ name, label }) => ({ kind: 'group', name, label, says }) as const));
    planned.push(
      ...fields.map(
        ({ name, label, description = '' }) => ({ kind: 'field', name, label, says: description }) as const,
      ),
    );
  }
  return planned;
}

/** The properties of a contact that people see. */
export async function contactFields(session: CrmSession): Promise<readonly CrmField[]> {
  const reply = await ask(session, { method: 'GET', path: pathOf('contacts') });
  const { results } = read(WireProperties, 'its properties', succeeded(reply, 'to list properties'));
  const ours = new Set(PROPERTIES.map(({ name }) => name));
  return results
    .filter(({ hidden, archived }) => !hidden && !archived)
    .map(({ name, label, calculated, modificationMetadata, ...typed }) => ({
      name,
      label,
      kind: kindOf(typed),
      writable: !calculated && modificationMetadata?.readOnlyValue !== true,
      ours: ours.has(name),
    }));
}

/**
 * Takes Kith's properties away, with their values, and its group. Whatever else stands in that group is a person's and
 * keeps it there.
 */
export async function removeProperties(session: CrmSession): Promise<void> {
  for (const { type, properties } of partsOf(session)) {
    const path = pathOf(type);
    const missing = await lacking(session, path, properties);
    const there = properties.filter((one) => !missing.includes(one));
    if (there.length > 0) await archive(session, path, there);
    await removeGroup(session, path);
  }
}

async function archive(session: CrmSession, path: string, properties: readonly Property[]): Promise<void> {
  const body = { inputs: properties.map(({ name }) => ({ name })) };
  const reply = await ask(session, { method: 'POST', path: `${path}/batch/archive`, body });
  if (reply.status < 300) return;
  const at = propertiesIn(reply.body).filter((name) => properties.some((one) => one.name === name));
  const which = at.length === 0 ? 'one of them' : at.join(', ');
  throw new Failure(
    'rejected',
    `HubSpot keeps Kith's fields (${codeOf(reply)}): ${which} may be in use in a workflow, a list or a form; take it out there first`,
  );
}

async function removeGroup(session: CrmSession, path: string): Promise<void> {
  const reply = await ask(session, { method: 'GET', path });
  const { results } = read(WireProperties, 'its properties', succeeded(reply, 'to list properties'));
  if (results.some(({ groupName, archived }) => groupName === GROUP.name && !archived)) return;
  const gone = await ask(session, { method: 'DELETE', path: `${path}/groups/${GROUP.name}` });
  if (gone.status !== 404) succeeded(gone, "to take Kith's group away");
}

/** Creates what is missing. Another worker may be doing the same: what counts is that it is there afterwards. */
async function ensure<T extends { readonly name: string }>(
  session: CrmSession,
  path: string,
  wanted: readonly T[],
  creation: (missing: readonly T[]) => { readonly path: string; readonly body: unknown },
): Promise<void> {
  const missing = await lacking(session, path, wanted);
  if (missing.length === 0) return;
  const reply = await ask(session, { method: 'POST', ...creation(missing) });
  if (reply.status === 200 || reply.status === 201) return;
  if ((await lacking(session, path, wanted)).length === 0) return;
  throw new Failure('rejected', `HubSpot refused to make Kith's fields (${reply.status} ${codeOf(reply)})`);
}

async function lacking<T extends { readonly name: string }>(
  session: CrmSession,
  path: string,
  wanted: readonly T[],
): Promise<readonly T[]> {
  const reply = await ask(session, { method: 'GET', path });
  const there = read(Names, 'its properties', succeeded(reply, 'to list properties')).results;
  return wanted.filter(({ name }) => !there.some((one) => one.name === name));
}
