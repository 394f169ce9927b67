import { useState } from 'react';
import type { FormEvent } from 'react';
import { CHAT_SERVICES } from '../../core/outgoing/chat.ts';
import type { ChatLine } from '../../http/chat-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { When } from '../parts/when.tsx';
import { useUnsaved } from '../unsaved.ts';
import { useAddChat, useChatAct, useRemoveChat } from './chat-queries.ts';

interface Props {
  readonly chats: readonly ChatLine[];
}

/** The chats that rules may write to: named once, by an address that is not shown again. */
export function RuleChats({ chats }: Props) {
  return (
    <details>
      <summary>Chats that rules write to ({chats.length})</summary>
      <ul className="webhooks">
        {chats.map((one) => (
          <Chat key={one.id} chat={one} />
        ))}
      </ul>
      <Adding />
    </details>
  );
}

const STOPPED = {
  'by an admin': 'Stopped.',
  gone: 'Stopped: its webhook was taken away there.',
  failing: 'Stopped: it took nothing for three days.',
} as const satisfies Record<NonNullable<ChatLine['stopped']>, string>;

function Chat({ chat: { id, name, service, stopped, failingSince } }: { readonly chat: ChatLine }) {
  const act = useChatAct(id);
  const remove = useRemoveChat(id);
  const error = act.error ?? remove.error;
  const next = stopped === undefined ? 'ping' : 'resume';
  return (
    <li>
      <p>
        <strong>{name}</strong> <span className="quiet">{CHAT_SERVICES[service].title}</span>
      </p>
      {stopped !== undefined && <p className="trouble">{STOPPED[stopped]}</p>}
      {stopped === undefined && failingSince !== undefined && (
        <p className="quiet">
          It takes nothing since <When iso={failingSince} />.
        </p>
      )}
      {act.isSuccess && act.variables === 'ping' && <p role="status">It is on its way.</p>}
      <p className="acts">
        <button type="button" disabled={act.isPending} onClick={() => act.mutate(next)}>
          {next === 'ping' ? `Try ${name}` : `Resume ${name}`}
        </button>
        <button type="button" className="danger" onClick={() => remove.mutate(undefined)}>
          Remove {name}
        </button>
      </p>
      <TroubleLine of={error} />
    </li>
  );
}

function Adding() {
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const add = useAddChat();
  useUnsaved('A new chat', name !== '' || url !== '');
  function submit(event: FormEvent): void {
    event.preventDefault();
    add.mutate(
      { name, url },
      {
        onSuccess: () => {
          setName('');
          setUrl('');
        },
      },
    );
  }
  return (
    <form onSubmit={submit} aria-label="Add a chat">
      <p className="field">
        <label htmlFor="chat-name">Name of the chat</label>
        <input
          id="chat-name"
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </p>
      <p className="field">
        <label htmlFor="chat-url">Its incoming webhook</label>
        <input
          id="chat-url"
          type="password"
          autoComplete="off"
          required
          placeholder="https://"
          aria-describedby="chat-url-is"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
      </p>
      <p className="quiet" id="chat-url-is">
        Of Slack, Discord or Microsoft Teams. Whoever knows it may write there: it is kept closed and not
        shown again.
      </p>
      <TroubleLine of={add.error}>Nothing was added.</TroubleLine>
      <p className="acts">
        <button type="submit" disabled={add.isPending}>
          Add the chat
        </button>
      </p>
    </form>
  );
}
