import { LABELS } from 'c/kithLabels';
import { saidIn } from 'c/kithRecord';

/** What can come between the panel and a record. The set is closed: for each kind the panel knows what a person can do. */
export const TROUBLES = Object.freeze({
  notReached: { title: LABELS.notConnectedTitle, cure: LABELS.notConnectedCure, again: true },
  off: { title: LABELS.offTitle, cure: LABELS.offCure, again: false },
  notPermitted: { title: LABELS.notPermittedTitle, cure: LABELS.notPermittedCure, again: true },
  orgRefused: { title: LABELS.refusedOrgTitle, cure: LABELS.refusedOrgCure, again: true },
  notKnown: { title: LABELS.notKnownTitle, cure: LABELS.notKnownCure, again: true },
  busy: { title: LABELS.busyTitle, cure: LABELS.busyCure, again: true },
  refused: { title: LABELS.refusedTitle, cure: LABELS.refusedCure, again: true },
  broken: { title: LABELS.brokenTitle, cure: LABELS.brokenCure, again: true },
});

const OF_STATUS = new Map([
  [-1, 'off'],
  [0, 'notReached'],
  [401, 'orgRefused'],
  [403, 'orgRefused'],
  [404, 'notKnown'],
  [408, 'busy'],
  [425, 'busy'],
  [429, 'busy'],
  [502, 'busy'],
  [503, 'busy'],
  [504, 'busy'],
]);

/** Which kind a status of KithAnswer outside 200–299 is. */
function kindOf(status) {
  return OF_STATUS.get(status) ?? (status >= 400 && status < 500 ? 'refused' : 'broken');
}

/** Trouble of that kind; `says` is what Kith itself said, empty where it said nothing. */
export function trouble(kind, says = '') {
  return { kind, says, ...TROUBLES[kind] };
}

/** What an answer that is not good means. Problems speak by their `detail` (RFC 9457). */
export function troubleOf({ status, body }) {
  return trouble(kindOf(status), detailOf(body));
}

function detailOf(body) {
  const { detail } = saidIn(body);
  return typeof detail === 'string' ? detail : '';
}
