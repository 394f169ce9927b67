import { changesIn, hubErasure, hubPush } from '../../../src/ports/hub.ts';
import type { Push } from '../../../src/ports/push.ts';
import { TITLE, happened } from './push-events.ts';
import { FACEBOOK } from './wire.ts';

/** The webhook of the customer's own Page: what people say and take back there. */
export const push: Push = {
  ...hubPush,
  erasure: hubErasure(FACEBOOK),
  says:
    'Enter the app secret of your Meta app (App settings, Basic) here, then the address and the verify token there under ' +
    'Webhooks, Page, subscribe to feed, and let the Page install the app.',
  events: (body) => changesIn(body, 'page', TITLE).flatMap(happened),
};
