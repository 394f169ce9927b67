import type { Installation } from './installation.ts';
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
