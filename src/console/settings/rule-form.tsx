import { useState } from 'react';
import type { FormEvent } from 'react';
import { isIdentity } from '../../core/governance/check-mappings.ts';
import { mismatchIn } from '../../core/rules/rule.ts';
import type { ChatLine } from '../../http/chat-shapes.ts';
import type { SettingsPage } from '../../http/settings-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { isSame, useUnsaved } from '../unsaved.ts';
import { Line } from './line.tsx';
import { EMPTY_RULE, ruleOf } from './rule-draft.ts';
import type { RuleDraft } from './rule-draft.ts';
import { useAddRule } from './rule-queries.ts';
import { RuleThen } from './rule-then.tsx';
import { RuleWhen } from './rule-when.tsx';
import { EMPTY_WHEN, filled, lackOf } from './when-draft.ts';
import type { Choices, WhenDraft } from './when-draft.ts';

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
  const [written, setWritten] = useState(EMPTY_RULE);
  const add = useAddRule();
  const set = (part: Partial<RuleDraft>) => setWritten({ ...written, ...part });
  const free = fields.filter(({ name, ours, writable }) => writable && !ours && !isIdentity(name));
  const complete = (rule: RuleDraft): RuleDraft => ({
    ...rule,
    when: rule.when.map((one) => filled(one, choices)),
    chat: rule.chat === '' ? (chats[0]?.id ?? '') : rule.chat,
    field: rule.field === '' ? (free[0]?.name ?? '') : rule.field,
  });
  const draft = complete(written);
  useUnsaved('A new rule', !isSame(complete(EMPTY_RULE), draft));
  const lacksChat = draft.does === 'chat message' && chats.length === 0;
  const isWhole = !lacksChat && draft.when.every((one) => lackOf(one, choices) === undefined);
  const mismatch = isWhole ? mismatchIn(ruleOf(draft)) : undefined;
  function submit(event: FormEvent): void {
    event.preventDefault();
    add.mutate(ruleOf(draft), { onSuccess: () => setWritten(EMPTY_RULE) });
  }
  return (
    <form onSubmit={submit} aria-label="Add a rule">
      <Line label="Name of the rule" value={draft.name} set={(name) => set({ name })} />
      <Whens {...{ when: draft.when, choices }} set={(when) => set({ when })} />
      <RuleThen {...{ draft, free, chats, set }} />
      {mismatch !== undefined && <p role="status">{mismatch}</p>}
      <TroubleLine of={add.error}>Nothing was added.</TroubleLine>
      <p className="acts">
        <button type="submit" disabled={add.isPending || !isWhole || mismatch !== undefined}>
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
