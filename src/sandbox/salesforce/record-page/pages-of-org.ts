import type { Router } from 'express';
import type { Org } from '../org.ts';
import type { Credential, OrgRows, Viewer } from './options.ts';
import { recordPage } from './record-page.ts';

interface Deps {
  /** Folder of the SFDX project. */
  readonly project: string;
  /** Folder for the built components. */
  readonly cache: string;
}

/** A rep of the customer's. She is made up, like everybody here. */
const REP = { FirstName: 'Rhea', LastName: 'Park', Email: 'rhea.park@kith-sample.example' };

/** The record pages of a whole simulated org, as its rep sees them; for `OrgOptions.app.recordPage`. */
export const pagesOfOrg =
  (deps: Deps) =>
  (org: Org): Router =>
    recordPage({
      ...deps,
      org: rowsOf(org),
      viewer: () => repOf(org),
      credential: () => credentialOf(org),
      installed: () => org.installed(),
    });

function rowsOf(org: Org): OrgRows {
  return {
    orgId: org.orgId,
    namespace: namespaceOf(org),
    rows: (object) => org.rows(object),
    find: (id) => {
      const row = org.find(id);
      return row?.['IsDeleted'] === true ? undefined : row;
    },
    create: (object, fields) => org.create(object, fields, repOf(org).id).Id,
  };
}

/** She works there as soon as somebody looks; an administrator gives her the package's permission set when it is there. */
function repOf(org: Org): Viewer {
  const { Id: id } =
    org.rows('User').find((row) => row['Username'] === REP.Email) ??
    org.create('User', { ...REP, Username: REP.Email });
  const set = org.rows('PermissionSet').find((row) => row['Name'] === 'Kith_User');
  const given = org
    .rows('PermissionSetAssignment')
    .some((row) => row['AssigneeId'] === id && row['PermissionSetId'] === set?.Id);
  if (set && !given) org.create('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: set.Id });
  return { id, name: `${REP.FirstName} ${REP.LastName}`, permitted: set !== undefined };
}

/** Undefined while nobody filled in the key. */
function credentialOf(org: Org): Credential | undefined {
  const prefix = namespaceOf(org) === '' ? '' : `${namespaceOf(org)}__`;
  const url = org.callouts.url(`${prefix}Kith_API`);
  const key = org.callouts.secret(`${prefix}Kith_Service`, 'Kith_Service', 'ApiKey');
  return url === undefined || key === undefined ? undefined : { url, key };
}

const namespaceOf = (org: Org) => org.named('X__c').replace(/(__)?X__c$/, '');
