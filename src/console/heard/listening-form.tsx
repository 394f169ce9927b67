import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { WantedListening } from '../../core/listening/rule.ts';
import type { Target } from '../../core/listening/target.ts';
import type { ListeningPage } from '../../http/listening-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { Choice } from '../settings/choice.tsx';
import { isSame, useUnsaved } from '../unsaved.ts';
import { ADDS_NOBODY, AddsFields, addsOf } from './adds-fields.tsx';
import type { AddsDraft } from './adds-fields.tsx';
import { Foreheard } from './foreheard.tsx';
import { useAddListening, useForesee } from './listening-queries.ts';

const WORDS = ['any', 'One of these words or phrases', 'kith, social crm'] as const;
const MORE = [
  ['all', 'And all of these', ''],
  ['none', 'But none of these', ''],
  ['handles', 'Or who is spoken to', '@kith'],
  ['hashtags', 'Or hashtags', '#crm'],
  ['links', 'Or links to', 'example.com'],
  ['languages', 'Only in languages (codes)', 'en, de'],
] as const;
type List = (typeof WORDS | (typeof MORE)[number])[0];
type Draft = Readonly<Record<List | 'name' | 'network', string>> & {
  readonly target: Target | '';
  readonly adds: AddsDraft;
};

const NAMED = [
  ['', 'a matter'],
  ['us', 'us'],
  ['product', 'a product of ours'],
  ['rival', 'a rival'],
] as const satisfies readonly (readonly [Draft['target'], string])[];

const EMPTY: Draft = {
  ...{
    name: '',
    any: '',
    all: '',
    none: '',
    handles: '',
    hashtags: '',
    links: '',
    languages: '',
    network: '',
  },
  target: '',
  adds: ADDS_NOBODY,
};

/** A new rule: looked at before it is kept, and kept before it is switched on. */
export function ListeningForm({ page, crm }: { readonly page: ListeningPage; readonly crm: string }) {
  const [draft, setDraft] = useState(EMPTY);
  const add = useAddListening();
  const foresee = useForesee();
  useUnsaved('New listening rule', !isSame(EMPTY, draft));
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const list = ([key, label, example]: typeof WORDS | (typeof MORE)[number]) => (
    <Line key={key} value={draft[key]} set={(text) => set({ [key]: text })} {...{ label, example }} />
  );
  const searched = page.networks.filter((one) => one.searched).map(({ id, title }) => [id, title] as const);
  const error = add.error ?? foresee.error;
  function submit(event: FormEvent): void {
    event.preventDefault();
    add.mutate(wantedOf(draft), { onSuccess: () => setDraft(EMPTY) });
  }
  function look(): void {
    const { network } = draft;
    foresee.mutate({ rule: wantedOf(draft), ...(network !== '' && { network }) });
  }
  return (
    <form className="setting" onSubmit={submit} aria-labelledby="new-listening">
      <h2 id="new-listening">New listening rule</h2>
      <p>Several are divided by commas. Whole words are meant, in any script.</p>
      <div className="limits">
        <Line label="Name of the rule" value={draft.name} set={(name) => set({ name })} required />
        {list(WORDS)}
        <Choice
          label="What it names"
          value={draft.target}
          options={NAMED}
          choose={(target) => set({ target })}
        />
        <Choice
          label="Ask for a sample"
          value={draft.network}
          options={[['', 'no network'], ...searched]}
          choose={(network) => set({ network })}
        />
      </div>
      <details>
        <summary>More conditions: other words, who is spoken to, hashtags, links, languages</summary>
        <div className="limits">{MORE.map(list)}</div>
      </details>
      <AddsFields {...{ draft: draft.adds, crm }} set={(part) => set({ adds: { ...draft.adds, ...part } })} />
      <TroubleLine of={error} />
      <p className="acts">
        <button type="button" disabled={foresee.isPending || draft.name === ''} onClick={look}>
          Preview
        </button>
        <button type="submit" disabled={add.isPending}>
          Add the rule
        </button>
      </p>
      {foresee.data && <Foreheard seen={foresee.data} page={page} crm={crm} />}
    </form>
  );
}

function wantedOf({ adds: draft, target, ...lists }: Draft): WantedListening {
  const { name, any, all, none, handles, hashtags, links, languages } = lists;
  const adds = addsOf(draft);
  const words = (text: string) =>
    text
      .split(/[,，、;\n]/)
      .map((word) => word.trim())
      .filter(Boolean);
  return {
    ...{ name, any: words(any), all: words(all), none: words(none), handles: words(handles) },
    ...{ hashtags: words(hashtags), links: words(links), languages: words(languages), networks: [] },
    ...(target !== '' && { target }),
    ...(adds && { adds }),
  };
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly example?: string;
  readonly required?: boolean;
}

function Line({ label, value, set, example = '', required = false }: LineProps) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...{ id, value, required, placeholder: example }}
        maxLength={2_000}
        onChange={(event) => set(event.target.value)}
      />
    </p>
  );
}
