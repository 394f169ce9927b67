import type { ApexCall } from '../apex-class.ts';
import type { Row } from '../options.ts';
import { personOf } from './KithPerson.ts';
import type { KithPerson } from './KithPerson.ts';

const MOST = 50;

/** Simulator of `KithAccountPeople.cls`: the people of an account, those who move most people first. */
export function find(accountId: string, { org }: ApexCall): readonly KithPerson[] {
  return org
    .rows('Contact')
    .filter((row) => row['AccountId'] === accountId)
    .toSorted((a, b) => influence(b) - influence(a) || name(a).localeCompare(name(b)))
    .slice(0, MOST)
    .map(personOf);
}

/** Who has none stands last. */
const influence = ({ Kith_Influence__c: value }: Row) => (typeof value === 'number' ? value : -1);
const name = ({ Name: value }: Row) => (typeof value === 'string' ? value : '');
