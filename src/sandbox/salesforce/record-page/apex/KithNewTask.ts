import { Text, method } from '../apex-class.ts';
import { inserted } from './inserted.ts';

/** Simulator of `KithNewTask.cls`: a task that a person makes of what was said, with their own rights. */
export const KithNewTask = {
  add: method(
    { personId: Text, title: Text, text: Text, due: Text },
    ({ personId, title, text, due }, { org, viewer }) =>
      inserted(org, 'Task', {
        WhoId: personId,
        OwnerId: viewer.id,
        Subject: title?.slice(0, 255),
        Description: text?.slice(0, 32_000),
        ActivityDate: due,
      }),
  ),
};
