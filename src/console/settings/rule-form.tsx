import { useState } from 'react';
import type { FormEvent } from 'react';
import { isIdentity } from '../../core/governance/check-mappings.ts';
import type { Action, WantedRule } from '../../core/rules/rule.ts';
import type { ChatLine } from '../../http/chat-shapes.ts';
import type { SettingsPage } from '../../http/settings-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { Choice } from './choice.tsx';
import { Line } from './line.tsx';
import { useAddRule } from './rule-queries.ts';
import { RuleWhen } from './rule-when.tsx';
import { PER } from './rule-words.ts';
import { conditionOf, EMPTY_WHEN, filled, lackOf } from './when-draft.ts';
import type { Choices, WhenDraft } from './when-draft.ts';

const DOES = [
  ['task', 'add a task'],
  ['ticket', 'add a ticket'],
  ['list', 'put them on a list'],
  ['field', 'set a field'],
  ['webhook', 'tell the webhooks'],
  ['chat message', 'write to a chat'],
] as const;
const PERS = [
  ['hour', PER.hour],
  ['day', PER.day],
] as const;

interface Draft {
  readonly name: string;
  readonly when: readonly WhenDraft[];
  readonly does: (typeof DOES)[number][0];
  readonly what: string;
  readonly field: string;
  readonly chat: string;
  readonly most: number;
  readonly per: WantedRule['limit']['per'];
}

const EMPTY: Draft = {
  ...{ name: '', when: [EMPTY_WHEN], does: 'task', what: '' },
  ...{ field: '', chat: '', most: 10, per: 'hour' },
};

interface Props {
  readonly fields: SettingsPage['fields'];
  readonly chats: readonly ChatLine[];
  /** What conditions can be chosen from. */
  readonly choices: Choices;
}

/** More conditions are of no use to anybody. */
const MOST = 10;

/** A rule of some conditions and one action; the API takes several of these too. */
export function RuleForm({ fields, chats, choices }: Props) {
  const [draft, setDraft] = useState(EMPTY);
  const add = useAddRule();
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const free = fields.filter(({ name, ours, writable }) => writable && !ours && !isIdentity(name));
  const chat = draft.chat === '' ? (chats[0]?.id ?? '') : draft.chat;
  const when = draft.when.map((one) => filled(one, choices));
  const lacks = when.some((one) => lackOf(one, choices) !== undefined);
  const lacksChat = draft.does === 'chat message' && chats.length === 0;
  const field = draft.field === '' ? (free[0]?.name ?? '') : draft.field;
  function submit(event: FormEvent): void {
    event.preventDefault();
    add.mutate(ruleOf({ ...draft, when, field, chat }), { onSuccess: () => setDraft(EMPTY) });
  }
  return (
    <form onSubmit={submit} aria-label="Add a rule">
      <Line label="Name of the rule" value={draft.name} set={(name) => set({ name })} />
      <Whens {...{ when, choices }} set={(changed) => set({ when: changed })} />
      <div className="limits">
        <Choice label="Then" value={draft.does} options={DOES} choose={(does) => set({ does })} />
        {draft.does === 'field' && (
          <Choice
            label="Field to set"
            value={field}
            options={free.map(({ name, label }) => [name, label] as const)}
            choose={(chosen) => set({ field: chosen })}
          />
        )}
        {draft.does === 'chat message' && (
          <ChatChoice {...{ chats, chat }} choose={(chosen) => set({ chat: chosen })} />
        )}
        {draft.does !== 'webhook' && draft.does !== 'chat message' && (
          <Line label={WHAT[draft.does]} value={draft.what} set={(what) => set({ what })} />
        )}
        <Line
          label="At most"
          type="number"
          value={String(draft.most)}
          set={(most) => set({ most: Number(most) })}
        />
        <Choice label="In" value={draft.per} options={PERS} choose={(per) => set({ per })} />
      </div>
      <TroubleLine of={add.error}>Nothing was added.</TroubleLine>
      <p className="acts">
        <button type="submit" disabled={add.isPending || lacksChat || lacks}>
          Add as a draft
        </button>
      </p>
    </form>
  );
}

interface WhensProps extends Pick<Props, 'choices'> {
  readonly when: readonly WhenDraft[];
  readonly set: (when: readonly WhenDraft[]) => void;
}

function Whens({ when, choices, set }: WhensProps) {
  return (
    <>
      {when.map((draft, place) => (
        <RuleWhen
          key={place}
          {...{ draft, place, choices }}
          set={(part) => set(when.with(place, { ...draft, ...part }))}
          remove={() => set(when.toSpliced(place, 1))}
        />
      ))}
      {when.length < MOST && (
        <p className="acts">
          <button type="button" onClick={() => set([...when, EMPTY_WHEN])}>
            Add a condition
          </button>
        </p>
      )}
    </>
  );
}

interface ChatProps extends Pick<Props, 'chats'> {
  readonly chat: string;
  readonly choose: (chat: string) => void;
}

function ChatChoice({ chats, chat, choose }: ChatProps) {
  if (chats.length === 0)
    return <p role="status">There is no chat yet: add one below, under the chats that rules write to.</p>;
  const options = chats.map(({ id, name }) => [id, name] as const);
  return <Choice label="Chat" value={chat} {...{ options, choose }} />;
}

const WHAT = { task: 'Title', ticket: 'Title', list: 'List', field: 'Value' } as const;

function ruleOf({ name, when, does, what, field, chat, most, per }: Draft): WantedRule {
  const actions = {
    task: { do: 'task', title: what },
    ticket: { do: 'ticket', title: what },
    list: { do: 'list', list: what },
    field: { do: 'field', field, value: what, mode: 'overwrite' },
    webhook: { do: 'webhook' },
    'chat message': { do: 'chat message', chat },
  } satisfies Record<Draft['does'], Action>;
  return { name, when: when.map(conditionOf), does: [actions[does]], limit: { most, per } };
}
