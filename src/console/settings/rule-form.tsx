import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { isIdentity } from '../../core/governance/check-mappings.ts';
import type { Signal } from '../../core/record/signal.ts';
import type { Action, Condition, WantedRule } from '../../core/rules/rule.ts';
import type { ChatLine } from '../../http/chat-shapes.ts';
import type { SettingsPage } from '../../http/settings-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { Choice } from './choice.tsx';
import { useAddRule } from './rule-queries.ts';
import { PER } from './rule-words.ts';

const SIGNALS = [
  ['job change', 'somebody changes jobs'],
  ['complaint', 'somebody complains'],
  ['buying question', 'somebody asks about buying'],
  ['churn risk', 'somebody is about to leave'],
  ['idea', 'somebody has an idea'],
  ['praise', 'somebody praises'],
  ['press', 'the press asks'],
  ['crisis', 'somebody speaks of a crisis'],
] as const satisfies readonly (readonly [Signal['kind'], string])[];
const WHENS = [
  ...SIGNALS,
  ['negative', 'a post is negative'],
  ['positive', 'a post is positive'],
  ['text', 'a post says …'],
] as const;
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
  readonly when: (typeof WHENS)[number][0];
  readonly words: string;
  readonly does: (typeof DOES)[number][0];
  readonly what: string;
  readonly field: string;
  readonly chat: string;
  readonly most: number;
  readonly per: WantedRule['limit']['per'];
}

const EMPTY: Draft = {
  ...{ name: '', when: 'negative', words: '', does: 'task', what: '' },
  ...{ field: '', chat: '', most: 10, per: 'hour' },
};

interface Props {
  readonly fields: SettingsPage['fields'];
  readonly chats: readonly ChatLine[];
}

/** A rule of one condition and one action; the API takes several of both. */
export function RuleForm({ fields, chats }: Props) {
  const [draft, setDraft] = useState(EMPTY);
  const add = useAddRule();
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const free = fields.filter(({ name, ours, writable }) => writable && !ours && !isIdentity(name));
  const chat = draft.chat === '' ? (chats[0]?.id ?? '') : draft.chat;
  const lacksChat = draft.does === 'chat message' && chats.length === 0;
  const field = draft.field === '' ? (free[0]?.name ?? '') : draft.field;
  function submit(event: FormEvent): void {
    event.preventDefault();
    add.mutate(ruleOf({ ...draft, field, chat }), { onSuccess: () => setDraft(EMPTY) });
  }
  return (
    <form onSubmit={submit} aria-label="Add a rule">
      <div className="limits">
        <Line label="Name of the rule" value={draft.name} set={(name) => set({ name })} />
        <Choice label="When" value={draft.when} options={WHENS} choose={(when) => set({ when })} />
        {draft.when === 'text' && <Line label="Words" value={draft.words} set={(words) => set({ words })} />}
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
        <button type="submit" disabled={add.isPending || lacksChat}>
          Add as a draft
        </button>
      </p>
    </form>
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

function conditionOf(when: Draft['when'], words: string): Condition {
  if (when === 'text') return { on: 'text', contains: words };
  if (when === 'negative' || when === 'positive') return { on: 'tone', is: when };
  return { on: 'signal', kinds: [when] };
}

function ruleOf({ name, when, words, does, what, field, chat, most, per }: Draft): WantedRule {
  const actions = {
    task: { do: 'task', title: what },
    ticket: { do: 'ticket', title: what },
    list: { do: 'list', list: what },
    field: { do: 'field', field, value: what, mode: 'overwrite' },
    webhook: { do: 'webhook' },
    'chat message': { do: 'chat message', chat },
  } satisfies Record<Draft['does'], Action>;
  return { name, when: [conditionOf(when, words)], does: [actions[does]], limit: { most, per } };
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly type?: 'text' | 'number';
}

function Line({ label, value, set, type = 'text' }: LineProps) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...{ id, type, value }}
        required
        {...(type === 'number' ? { min: 1, max: 10_000, step: 1 } : { maxLength: 200 })}
        onChange={(event) => set(event.target.value)}
      />
    </p>
  );
}
