import type { Metadata } from '@grpc/grpc-js';
import { REFUSALS } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** Whether a session may listen to and tell this org's events. */
export type Accepts = (token: string, org: string) => boolean;

/** What the simulator is told to answer instead, so many times. */
export interface Planned {
  readonly method?: 'GetTopic' | 'GetSchema' | 'Subscribe' | 'Publish' | 'PublishStream';
  /** Of Subscribe and PublishStream; any topic when absent. */
  readonly topic?: string;
  readonly refusal: Refusal;
  readonly times?: number;
}

export interface Session {
  readonly token: string;
  readonly org: string;
}

export interface Door {
  /** Who calls, or why not. */
  enter(metadata: Metadata): Session | Refusal;
  isOpenTo(session: Session): boolean;
  failNext(planned: Planned): void;
  /** What was planned for this call; used up by asking. */
  planned(method: NonNullable<Planned['method']>, topic?: string): Refusal | undefined;
}

/** The platform looks at the session of every call, by three headers. */
export function door(accepts: Accepts): Door {
  let plans: Planned[] = [];
  return {
    enter(metadata) {
      const [token = '', url = '', org = ''] = ['accesstoken', 'instanceurl', 'tenantid'].map((name) =>
        String(metadata.get(name)[0] ?? ''),
      );
      if (token === '' || org === '' || !url.startsWith('https://')) return REFUSALS.headers;
      return accepts(token, org) ? { token, org } : REFUSALS.session;
    },
    isOpenTo: ({ token, org }) => accepts(token, org),
    failNext(planned) {
      for (let i = 0; i < (planned.times ?? 1); i += 1) plans.push(planned);
    },
    planned(method, topic) {
      const next = plans.find(
        (plan) =>
          (plan.method === undefined || plan.method === method) &&
          (plan.topic === undefined || plan.topic === topic),
      );
      if (next) plans = plans.toSpliced(plans.indexOf(next), 1);
      return next?.refusal;
    },
  };
}
