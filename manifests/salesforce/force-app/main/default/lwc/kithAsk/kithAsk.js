import readLive from '@salesforce/apex/KithLiveRecord.read';
import decideLive from '@salesforce/apex/KithLiveRecord.decide';
import refreshLive from '@salesforce/apex/KithLiveRecord.refresh';
import draftLive from '@salesforce/apex/KithLiveRecord.draft';
import answerLive from '@salesforce/apex/KithLiveRecord.answer';
import putBackLive from '@salesforce/apex/KithLiveRecord.putBack';
import consentLive from '@salesforce/apex/KithLiveRecord.consent';
import withdrawLive from '@salesforce/apex/KithLiveRecord.withdraw';
import { parsed, saidIn } from 'c/kithRecord';
import { trouble, troubleOf } from 'c/kithTrouble';

/**
 * Kith, as far as the panel asks it, about one contact or lead. No call throws: each answers `{ value }` or
 * `{ trouble }`.
 */
export const readRecord = async (personId) => recordIn(await asked(() => readLive({ personId })));

/** A person's word on a link, `confirmed`, `rejected` or `withdrawn`; the record as it is then. */
export const decide = async (personId, { network, id: profile }, says) =>
  recordIn(await asked(() => decideLive({ personId, network, profile, says })));

/** Asks the networks again. It is done later. */
export const refresh = (personId) => asked(() => refreshLive({ personId }));

/** Words to begin an answer with, `{ text, because }`. Nothing is sent. */
export async function draft(personId, { network, id: post }) {
  const answer = await asked(() => draftLive({ personId, network, post }));
  if (answer.trouble) return answer;
  const { text = '', because } = saidIn(answer.value);
  return typeof because === 'string' ? { value: { text, because } } : { trouble: trouble('broken') };
}

/** Yes or no to what is suggested for a field of this org. What is accepted is written soon after. */
export const answer = (personId, field, accept) => asked(() => answerLive({ personId, field, accept }));

/** Puts back what stood in a field before Kith wrote into it: `put back`, `changed since` or `nothing to put back`. */
export async function putBack(personId, field) {
  const answered = await asked(() => putBackLive({ personId, field }));
  if (answered.trouble) return answered;
  const { outcome } = saidIn(answered.value);
  return typeof outcome === 'string' ? { value: outcome } : { trouble: trouble('broken') };
}

/** Records what the person agreed to on a network: `{ says, day, account }`, the last two may be empty. */
export const consent = (personId, network, { says, day, account }) =>
  asked(() => consentLive({ personId, network, says, day, account }));

/** Takes it back. That there is none any more is what was asked for. */
export async function withdraw(personId, network) {
  const answer = await asked(() => withdrawLive({ personId, network }));
  return answer.trouble?.kind === 'notKnown' ? { value: '' } : answer;
}

const asked = (work) =>
  work().then(
    (answer) => (isGood(answer) ? { value: answer.body } : { trouble: troubleOf(answer) }),
    // Apex itself refused: the user lacks the permission set, or the browser is offline.
    () => ({ trouble: trouble(navigator.onLine === false ? 'notReached' : 'notPermitted') }),
  );

const isGood = ({ status }) => status >= 200 && status < 300;

function recordIn(answer) {
  if (answer.trouble) return answer;
  const value = parsed(answer.value);
  return value ? { value } : { trouble: trouble('broken') };
}
