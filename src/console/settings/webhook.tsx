import { useState } from 'react';
import type { EndpointLine, SendingLine } from '../../http/endpoint-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { When } from '../parts/when.tsx';
import { useNewSecret, useRemoveWebhook, useWebhookAct, useWebhookLog } from './webhook-queries.ts';

const STOPPED = {
  'by an admin': 'Stopped.',
  gone: 'Stopped: it answered that it is gone (410).',
  failing: 'Stopped: it took nothing for three days.',
} as const satisfies Record<NonNullable<EndpointLine['stopped']>, string>;

interface Props {
  readonly webhook: EndpointLine;
  readonly show: (secret: string) => void;
}

/** One address, how it stands, and what an admin may do with it. */
export function Webhook({ webhook: { id, url, hears, stopped, failingSince }, show }: Props) {
  const act = useWebhookAct(id);
  const renew = useNewSecret(id);
  const remove = useRemoveWebhook(id);
  const error = act.error ?? renew.error ?? remove.error;
  return (
    <li>
      <p>
        <strong>{url}</strong> <span className="quiet">{hears.join(', ')}</span>
      </p>
      {stopped !== undefined && <p className="trouble">{STOPPED[stopped]}</p>}
      {stopped === undefined && failingSince !== undefined && (
        <p className="quiet">
          It takes nothing since <When iso={failingSince} />.
        </p>
      )}
      <p className="acts">
        <button type="button" disabled={stopped !== undefined} onClick={() => act.mutate('ping')}>
          Send a ping
        </button>
        <button type="button" onClick={() => act.mutate(stopped === undefined ? 'stop' : 'resume')}>
          {stopped === undefined ? 'Stop' : 'Resume'}
        </button>
        <button
          type="button"
          onClick={() => renew.mutate(undefined, { onSuccess: ({ secret }) => show(secret) })}
        >
          New secret
        </button>
        <button type="button" className="danger" onClick={() => remove.mutate(undefined)}>
          Remove
        </button>
      </p>
      <TroubleLine of={error} />
      <Log id={id} again={(delivery) => act.mutate(`deliveries/${delivery}/again`)} />
    </li>
  );
}

interface LogProps {
  readonly id: string;
  readonly again: (delivery: string) => void;
}

function Log({ id, again }: LogProps) {
  const [open, setOpen] = useState(false);
  const { data } = useWebhookLog(id, open);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What it was told in the last 30 days</summary>
      {data?.deliveries.length === 0 && <p className="quiet">Nothing yet.</p>}
      <ul>
        {data?.deliveries.map((one) => (
          <li key={one.id}>
            {one.type}, <When iso={one.at} />: {standing(one)}{' '}
            <button type="button" onClick={() => again(one.id)}>
              Send again
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function standing({ status, attempts, answered, says }: SendingLine): string {
  if (status === 'taken') return `taken (${answered ?? 'yes'}).`;
  if (attempts === 0) return 'waits.';
  const tried = attempts === 1 ? 'tried once' : `tried ${attempts} times`;
  return `${status === 'waiting' ? 'waits' : 'given up'}, ${tried}. ${says ?? ''}`.trim();
}
