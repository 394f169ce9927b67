import { z } from 'zod';
import { Text, method } from '../apex-class.ts';
import type { ApexCall } from '../apex-class.ts';
import { SWITCHED_OFF } from './KithAnswer.ts';
import type { KithAnswer } from './KithAnswer.ts';
import { send } from './KithApi.ts';
import { find } from './KithParent.ts';
import * as KithRequest from './KithRequest.ts';

const WORDS = ['confirmed', 'rejected', 'withdrawn'];

/** Simulator of `KithLiveRecord.cls`: what only Kith knows, and what a person says to it. */
export const KithLiveRecord = {
  read: method({ personId: Text }, ({ personId }, call) => ask(personId, call, KithRequest.read)),
  decide: method(
    { personId: Text, network: Text, profile: Text, says: Text },
    ({ personId, network, profile, says }, call) =>
      WORDS.includes(says ?? '')
        ? ask(personId, call, (id) => KithRequest.decide(id, network ?? '', profile ?? '', says ?? ''))
        : { status: 400, body: '' },
  ),
  refresh: method({ personId: Text }, ({ personId }, call) => ask(personId, call, KithRequest.refresh)),
  draft: method({ personId: Text, network: Text, post: Text }, ({ personId, network, post }, call) =>
    ask(personId, call, (id) => KithRequest.draft(id, network ?? '', post ?? '')),
  ),
  answer: method(
    { personId: Text, field: Text, accept: z.boolean().nullish() },
    ({ personId, field, accept }, call) =>
      ask(personId, call, (id) => KithRequest.answer(id, field ?? '', accept === true)),
  ),
  putBack: method({ personId: Text, field: Text }, ({ personId, field }, call) =>
    ask(personId, call, (id) => KithRequest.putBack(id, field ?? '')),
  ),
  consent: method(
    { personId: Text, network: Text, says: Text, day: Text, account: Text },
    ({ personId, network, says, day, account }, call) =>
      ask(personId, call, (id) =>
        KithRequest.consent(id, network ?? '', { says: says ?? '', day: day ?? '', account: account ?? '' }),
      ),
  ),
  withdraw: method({ personId: Text, network: Text }, ({ personId, network }, call) =>
    ask(personId, call, (id) => KithRequest.withdraw(id, network ?? '')),
  ),
};

/** Nothing is asked about somebody whom the user may not see. */
async function ask(
  personId: Text,
  call: ApexCall,
  request: (id: string) => KithRequest.KithRequest,
): Promise<KithAnswer> {
  if (!call.settings.asksLive) return { status: SWITCHED_OFF, body: '' };
  if (!personId || !find(personId, call)) return { status: 404, body: '' };
  return send(request(personId), call);
}
