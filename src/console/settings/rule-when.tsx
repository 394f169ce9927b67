import type { FunctionComponent } from 'react';
import { CONTACT_FIELDS } from '../../core/rules/comparison.ts';
import { Choice } from './choice.tsx';
import { Line } from './line.tsx';
import { Several } from './several.tsx';
import { COUNTS, HOWS, KINDS, lackOf, PICKS, SURE, URGENCIES } from './when-draft.ts';
import type { Choices, WhenDraft } from './when-draft.ts';

interface PartProps {
  readonly draft: WhenDraft;
  readonly choices: Choices;
  readonly set: (part: Partial<WhenDraft>) => void;
}

interface Props extends PartProps {
  /** Counted from 0. */
  readonly place: number;
  readonly remove: () => void;
}

/** One condition of a rule. */
export function RuleWhen({ place, remove, ...part }: Props) {
  const { draft, set } = part;
  const Part = PARTS[draft.kind];
  const lack = lackOf(draft, part.choices);
  return (
    <div className="limits" role="group" aria-label={`Condition ${place + 1}`}>
      <Choice
        label={place === 0 ? 'When' : 'And'}
        value={draft.kind}
        options={KINDS}
        choose={(kind) => set({ kind })}
      />
      {Part && <Part {...part} />}
      {lack !== undefined && <p role="status">{lack}</p>}
      {place > 0 && (
        <p className="acts">
          <button type="button" onClick={remove}>
            Without condition {place + 1}
          </button>
        </p>
      )}
    </div>
  );
}

const PARTS: Partial<Record<WhenDraft['kind'], FunctionComponent<PartProps>>> = {
  intent: ({ draft, set }) => (
    <>
      <Several
        label="A post that"
        options={PICKS.intent}
        picked={draft.picked.intent}
        pick={(intent) => set({ picked: { ...draft.picked, intent } })}
      />
      <Sure {...{ draft, set }} />
    </>
  ),
  emotion: ({ draft, set }) => (
    <>
      <Several
        label="A post that sounds of"
        options={PICKS.emotion}
        picked={draft.picked.emotion}
        pick={(emotion) => set({ picked: { ...draft.picked, emotion } })}
      />
      <Sure {...{ draft, set }} />
    </>
  ),
  toxicity: ({ draft, set }) => (
    <>
      <Several
        label="A post that is"
        options={PICKS.toxicity}
        picked={draft.picked.toxicity}
        pick={(toxicity) => set({ picked: { ...draft.picked, toxicity } })}
      />
      <Sure {...{ draft, set }} />
    </>
  ),
  label: ({ draft, choices: { labels }, set }) =>
    labels.length > 0 && (
      <>
        <Several
          label="A post that is"
          options={labels.map((one) => [one, one] as const)}
          picked={draft.picked.label}
          pick={(label) => set({ picked: { ...draft.picked, label } })}
        />
        <Sure {...{ draft, set }} />
      </>
    ),
  topic: ({ draft: { topic }, choices, set }) =>
    choices.topics.length > 0 && (
      <Choice
        label="Topic"
        value={topic}
        options={choices.topics}
        choose={(chosen) => set({ topic: chosen })}
      />
    ),
  text: ({ draft, set }) => <Line label="Words" value={draft.words} set={(words) => set({ words })} />,
  language: ({ draft, set }) => (
    <Line
      label="Language (its code, such as en)"
      value={draft.language}
      set={(language) => set({ language })}
    />
  ),
  network: ({ draft, choices, set }) => (
    <Choice
      label="Network"
      value={draft.network}
      options={choices.networks}
      choose={(network) => set({ network })}
    />
  ),
  influence: ({ draft, set }) => (
    <Line
      label="Percentile, at least"
      type="number"
      within={[0, 100]}
      value={String(draft.influence)}
      set={(influence) => set({ influence: Number(influence) })}
    />
  ),
  contact: ({ draft, set }) => (
    <>
      <Choice
        label="What"
        value={draft.contactField}
        options={CONTACT_FIELDS.map((field) => [field, field] as const)}
        choose={(contactField) => set({ contactField })}
      />
      <Compared {...{ draft, set }} />
    </>
  ),
  field: ({ draft, choices, set }) => (
    <>
      <Choice
        label="Field to ask"
        value={draft.field}
        options={choices.fields}
        choose={(field) => set({ field })}
      />
      <Compared {...{ draft, set }} />
      <p className="quiet">
        It is asked for when something fits otherwise, once a minute for all of them. Where nothing stands in
        it, nothing is done.
      </p>
    </>
  ),
  deal: ({ draft, set }) => (
    <>
      <Line
        label="Worth at least"
        type="number"
        within={[1, 1e12]}
        mayLack
        value={draft.worth}
        set={(worth) => set({ worth })}
      />
      {draft.worth !== '' && (
        <Line label={CODE} mayLack value={draft.currency} set={(currency) => set({ currency })} />
      )}
      <p className="quiet">
        The CRM is asked for open deals when something fits otherwise, once a minute for all of them. Leave
        the amount blank for a deal of any worth, and the currency where the CRM has only one: none is
        converted.
      </p>
    </>
  ),
  alert: ({ draft, choices: { topics }, set }) => (
    <>
      <Choice label="How urgent" value={draft.level} options={URGENCIES} choose={(level) => set({ level })} />
      <Choice
        label="About"
        value={draft.alertOf}
        options={[['', 'whatever is listened for'], ...topics]}
        choose={(alertOf) => set({ alertOf })}
      />
      <Choice
        label="Counting"
        value={draft.measure}
        options={COUNTS}
        choose={(measure) => set({ measure })}
      />
      <p className="quiet">
        An alert counts what was the most unusual of its hour. It is about no contact: webhooks or a chat can
        be told of it.
      </p>
    </>
  ),
};

const CODE = 'In which currency (its code, such as EUR)';

type DraftProps = Pick<PartProps, 'draft' | 'set'>;

const Sure = ({ draft, set }: DraftProps) => (
  <Choice label="At least" value={draft.sure} options={SURE} choose={(sure) => set({ sure })} />
);

const Compared = ({ draft, set }: DraftProps) => (
  <>
    <Choice label="How" value={draft.how} options={HOWS} choose={(how) => set({ how })} />
    {draft.how !== 'is known' && (
      <Line label="What it says" value={draft.value} set={(value) => set({ value })} />
    )}
  </>
);
