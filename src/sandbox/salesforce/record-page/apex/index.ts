import type { ApexClass } from '../apex-class.ts';
import { KithLiveRecord } from './KithLiveRecord.ts';
import { KithNewCase } from './KithNewCase.ts';
import { KithNewTask } from './KithNewTask.ts';
import { KithPeople } from './KithPeople.ts';
import { KithStoredRecord } from './KithStoredRecord.ts';

/** The classes of the package that components call, as the simulator runs them: Apex itself runs only at Salesforce. */
export const CLASSES: Readonly<Record<string, ApexClass>> = {
  KithLiveRecord,
  KithNewCase,
  KithNewTask,
  KithPeople,
  KithStoredRecord,
};
