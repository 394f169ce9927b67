import { useState } from 'react';
import type { FormEvent } from 'react';
import type { HeardType } from '../../core/outgoing/event.ts';
import type { EndpointList } from '../../http/endpoint-shapes.ts';
import { Away } from '../parts/away.tsx';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { isSame, useUnsaved } from '../unsaved.ts';
import { Webhook } from './webhook.tsx';
import { useAddWebhook, useWebhooks } from './webhook-queries.ts';

const SAYS = {
  'signal.opened': 'a signal is new',
  'signal.done': 'a signal is done',
  'rule.matched': 'a rule says so',
  'alert.raised': 'more is said than usual',
} as const satisfies Record<HeardType, string>;

/** The customer's own addresses that are told of what happens. */
export function Webhooks() {
  const { data, error } = useWebhooks();
  const [secret, setSecret] = useState<string>();
  return (
    <section className="setting" aria-labelledby="webhooks">
      <h2 id="webhooks">Outgoing webhooks</h2>
      <p>
        Kith tells these addresses what happens, by ids and links. Messages are signed as{' '}
        <Away url="https://www.standardwebhooks.com/">Standard Webhooks</Away> says.
      </p>
      {error && <p className="trouble">{error.message}</p>}
      {secret !== undefined && (
        <p role="status">
          Keep this secret, it is shown this once: <code>{secret}</code>
        </p>
      )}
      {data && data.webhooks.length > 0 && (
        <ul className="webhooks">
          {data.webhooks.map((one) => (
            <Webhook key={one.id} webhook={one} show={setSecret} />
          ))}
        </ul>
      )}
      {data && <Adding events={data.events} show={setSecret} />}
    </section>
  );
}

interface AddingProps {
  readonly events: EndpointList['events'];
  readonly show: (secret: string) => void;
}

function Adding({ events, show }: AddingProps) {
  const [url, setUrl] = useState('');
  const [hears, setHears] = useState<readonly HeardType[]>(events);
  const add = useAddWebhook();
  useUnsaved('A new webhook', url !== '' || !isSame(events, hears));
  function submit(event: FormEvent): void {
    event.preventDefault();
    add.mutate(
      { url, hears: [...hears] },
      {
        onSuccess: ({ secret }) => {
          setUrl('');
          setHears(events);
          show(secret);
        },
      },
    );
  }
  const toggle = (one: HeardType, on: boolean) =>
    setHears(events.filter((each) => (each === one ? on : hears.includes(each))));
  return (
    <form onSubmit={submit} aria-label="Add a webhook">
      <p className="field">
        <label htmlFor="webhook-url">Address</label>
        <input
          id="webhook-url"
          type="url"
          required
          placeholder="https://"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
      </p>
      {events.map((one) => (
        <label key={one} className="switch">
          <input
            type="checkbox"
            checked={hears.includes(one)}
            onChange={(event) => toggle(one, event.target.checked)}
          />
          Tell it when {SAYS[one]}
        </label>
      ))}
      <TroubleLine of={add.error}>Nothing was added.</TroubleLine>
      <p className="acts">
        <button type="submit" disabled={add.isPending || hears.length === 0}>
          Add the webhook
        </button>
      </p>
    </form>
  );
}
