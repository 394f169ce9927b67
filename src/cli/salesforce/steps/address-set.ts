import { calloutUrl, pointTo } from '../named-credential.ts';
import { packageOf } from '../package.ts';
import type { Step } from '../step.ts';

/** The org's callouts go to this Kith. Before the key: it must never be sent elsewhere. */
export const addressSet: Step = {
  title: 'The way to Kith',
  async look(setting) {
    const url = await calloutUrl(setting.org, await packageOf(setting.org));
    if (url === setting.server.url) return { there: true, says: `Kith_API calls ${url}` };
    return { there: false, says: `Kith_API calls ${url ?? 'nobody'}, not ${setting.server.url}` };
  },
  async does(setting) {
    await pointTo(setting.org, await packageOf(setting.org), setting.server.url);
    return `Kith_API calls ${setting.server.url} now`;
  },
};
