import type { Installation } from './installation.ts';
import type { ObjectType } from './object-type.ts';
import type { Schema } from './schema.ts';
import { liveWhere } from './state.ts';
import type { OrgState } from './state.ts';

/**
 * The org as one of its users sees it. What was deployed is open to nobody until a permission set of the package is
 * given to them; here any of them opens all of it, where the platform looks at each field.
 */
export function seenBy({ state, metadata, closed }: Installation, userId: string): OrgState {
  const given = liveWhere(state, 'PermissionSetAssignment', 'AssigneeId', userId).some((row) =>
    metadata().permissionSets.has(String(state.rows.get(String(row['PermissionSetId']))?.['Name'])),
  );
  return given ? state : { ...state, schema: closed };
}

/** The definitions as a user sees them who may not read some objects, nor what hangs on them. */
export function without(schema: Schema, hidden: ReadonlySet<string>): Schema {
  const shown = (type: ObjectType | undefined) => (type && !hidden.has(type.name) ? type : undefined);
  return {
    ...schema,
    objects: schema.objects.filter(shown),
    object: (name) => shown(schema.object(name)),
    byPrefix: (prefix) => shown(schema.byPrefix(prefix)),
    children: (type) => schema.children(type).filter(({ object }) => !hidden.has(object)),
  };
}
