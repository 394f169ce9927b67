import { useState } from 'react';
import type { Foresight, RuleLine, RuleUndone } from '../../http/rule-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { many } from '../words.ts';
import type { Names } from './condition-words.ts';
import { useDryRun, usePublish, useSwitchOff, useUndoRule } from './rule-queries.ts';
import { ruleSays } from './rule-words.ts';

interface Props {
  readonly rule: RuleLine;
  readonly crm: string;
  readonly names: Names;
}

const STATES = { draft: 'Draft', on: 'On', off: 'Off' } as const satisfies Record<RuleLine['state'], string>;

/** One rule, what a dry run of it said, and what an admin may do with it. */
export function Rule({ rule, crm, names }: Props) {
  const { id, name, state, dryRun, trouble } = rule;
  const look = useDryRun(id);
  const off = useSwitchOff(id);
  const undo = useUndoRule(id);
  const error = look.error ?? off.error ?? undo.error;
  return (
    <li>
      <p>
        <strong>{name}</strong> <span className="quiet">{STATES[state]}</span>
      </p>
      <p>{ruleSays(rule, names)}</p>
      {trouble !== undefined && (
        <p className="trouble" role="status">
          {trouble}
        </p>
      )}
      {dryRun && (
        <p className="quiet">
          Of the last 30 days it would act on {dryRun.acts} of {dryRun.facts.toLocaleString('en')}
          {dryRun.held > 0 && `, and its limit would hold back ${dryRun.held} more`}.
        </p>
      )}
      {look.data && <Written {...look.data} />}
      {undo.data && (
        <p role="status">
          {undo.data.contacts === 1 ? 'One contact gets' : `${undo.data.contacts} contacts get`} back what
          stood there before. {staysSay(undo.data.stays, crm)}
        </p>
      )}
      <p className="acts">
        <button type="button" disabled={look.isPending} onClick={() => look.mutate(undefined)}>
          Dry run
        </button>
        {state === 'on' && (
          <button type="button" onClick={() => off.mutate(undefined)}>
            Switch off
          </button>
        )}
        <button type="button" className="danger" onClick={() => undo.mutate(undefined)}>
          Undo
        </button>
      </p>
      {state !== 'on' && dryRun && <Publish id={id} />}
      <TroubleLine of={error} />
    </li>
  );
}

function staysSay(stays: RuleUndone['stays'], crm: string): string {
  const said = stays.filter((one) => one.do === 'chat message').length;
  const made = stays.length - said;
  return [
    made === 0 ? '' : `What it added to ${crm} stays: ${many(made, 'thing')}.`,
    said === 0 ? '' : `What it said in chats cannot be unsaid: ${many(said, 'message')}.`,
  ].join(' ');
}

/** What the first facts would have the rule write into its chats. */
function Written({ met }: Foresight) {
  const texts = met.flatMap(({ says, outcome }) => (says !== undefined && outcome === 'acts' ? [says] : []));
  if (texts.length === 0) return null;
  return (
    <>
      <p className="quiet">It would write:</p>
      <ul>
        {texts.slice(0, 3).map((text, n) => (
          <li key={n}>{text}</li>
        ))}
      </ul>
    </>
  );
}

function Publish({ id }: { readonly id: string }) {
  const [replay, setReplay] = useState(false);
  const publish = usePublish(id);
  return (
    <>
      <label className="switch">
        <input type="checkbox" checked={replay} onChange={(event) => setReplay(event.target.checked)} />
        Also act on the last 30 days
      </label>
      <p className="acts">
        <button
          type="button"
          className="primary"
          disabled={publish.isPending}
          onClick={() => publish.mutate(replay)}
        >
          Publish
        </button>
      </p>
      <TroubleLine of={publish.error} />
    </>
  );
}
