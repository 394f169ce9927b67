import type { ChatLine } from '../../http/chat-shapes.ts';
import type { SettingsPage } from '../../http/settings-shapes.ts';
import { Choice } from './choice.tsx';
import { Line } from './line.tsx';
import { DOES, PERS } from './rule-draft.ts';
import type { RuleDraft } from './rule-draft.ts';

interface Props {
  readonly draft: RuleDraft;
  /** Fields that a rule may set. */
  readonly free: SettingsPage['fields'];
  readonly chats: readonly ChatLine[];
  readonly set: (part: Partial<RuleDraft>) => void;
}

const WHAT = { task: 'Title', ticket: 'Title', list: 'List', field: 'Value' } as const;

/** What a rule does, and how often it may. */
export function RuleThen({ draft, free, chats, set }: Props) {
  const { does } = draft;
  return (
    <div className="limits">
      <Choice label="Then" value={does} options={DOES} choose={(chosen) => set({ does: chosen })} />
      {does === 'field' && (
        <Choice
          label="Field to set"
          value={draft.field}
          options={free.map(({ name, label }) => [name, label] as const)}
          choose={(field) => set({ field })}
        />
      )}
      {does === 'chat message' && <ChatChoice {...{ draft, chats, set }} />}
      {does !== 'webhook' && does !== 'chat message' && (
        <Line label={WHAT[does]} value={draft.what} set={(what) => set({ what })} />
      )}
      <Line
        label="At most"
        type="number"
        value={String(draft.most)}
        set={(most) => set({ most: Number(most) })}
      />
      <Choice label="In" value={draft.per} options={PERS} choose={(per) => set({ per })} />
    </div>
  );
}

function ChatChoice({ draft, chats, set }: Omit<Props, 'free'>) {
  if (chats.length === 0)
    return <p role="status">There is no chat yet: add one below, under the chats that rules write to.</p>;
  const options = chats.map(({ id, name }) => [id, name] as const);
  return <Choice label="Chat" value={draft.chat} options={options} choose={(chat) => set({ chat })} />;
}
