import { AuraHandled, Text, method } from '../apex-class.ts';
import { inserted } from './inserted.ts';
import { isOf } from '../person-pages.ts';

/** Simulator of `KithNewCase.cls`: a case that a person makes of what was said; a lead has none. */
export const KithNewCase = {
  add: method({ contactId: Text, title: Text, text: Text }, ({ contactId, title, text }, { org, labels }) => {
    if (!isOf('Contact', contactId)) throw new AuraHandled(labels['Kith_Case_Needs_Contact']);
    return inserted(org, 'Case', {
      ContactId: contactId,
      Subject: title?.slice(0, 255),
      Description: text?.slice(0, 32_000),
    });
  }),
};
