import { isIdentity } from '../../core/governance/check-mappings.ts';
import { MAPPABLE } from '../../core/governance/settings.ts';
import type { Mapping } from '../../core/governance/settings.ts';
import type { Part } from './decisions.tsx';
import { Choice } from './choice.tsx';

const FACTS = {
  company: 'Company',
  title: 'Job title',
  place: 'Place',
  website: 'Website',
  bio: 'What they say of themselves',
  handle: 'Handle',
  influence: 'Influence percentile',
} as const satisfies Record<Mapping['fact'], string>;

const MODES = {
  suggest: 'suggest: a person decides each time',
  'fill blank': 'fill blank: only where nothing stands',
  link: 'link: only the address of the source',
  overwrite: 'overwrite: what stood there is kept',
} as const satisfies Record<Mapping['mode'], string>;

/** Facts that go into fields which are not Kith's own. */
export function Mappings({ page, shown, change, crm }: Part & { readonly crm: string }) {
  const { mappings } = shown;
  const fields = page.fields.filter(({ name, ours, writable }) => writable && !ours && !isIdentity(name));
  const free = fields.find(({ name }) => !mappings.some(({ field }) => field === name));
  const put = (at: number, part: Partial<Mapping>) =>
    change({ mappings: mappings.map((one, n) => (n === at ? { ...one, ...part } : one)) });
  return (
    <fieldset className="setting">
      <legend id="mapped">Other fields of {crm}</legend>
      <p className="quiet">
        Kith writes into fields of its own. Into others only what you map here; a value that a person put
        there is never lost.
      </p>
      {mappings.length === 0 && <p>No field is mapped.</p>}
      <ul className="mappings">
        {mappings.map((mapping, at) => (
          <li key={mapping.field}>
            <Choice
              label="Fact"
              value={mapping.fact}
              options={MAPPABLE.map((fact) => [fact, FACTS[fact]] as const)}
              choose={(fact) => put(at, { fact })}
            />
            <Choice
              label="Field"
              value={mapping.field}
              options={withCurrent(fields, mapping.field).map(({ name, label }) => [name, label] as const)}
              choose={(field) => put(at, { field })}
            />
            <Choice
              label="How"
              value={mapping.mode}
              options={Object.entries(MODES) as [Mapping['mode'], string][]}
              choose={(mode) => put(at, { mode })}
            />
            <button
              type="button"
              aria-label={`Remove the mapping of ${FACTS[mapping.fact]} to ${labelOf(page.fields, mapping.field)}`}
              onClick={() => change({ mappings: mappings.filter((_, n) => n !== at) })}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <p>
        <button
          type="button"
          disabled={!free}
          onClick={() =>
            free &&
            change({ mappings: [...mappings, { fact: 'company', field: free.name, mode: 'suggest' }] })
          }
        >
          Map a field
        </button>
      </p>
    </fieldset>
  );
}

type Field = Part['page']['fields'][number];

const labelOf = (fields: readonly Field[], name: string) =>
  fields.find((field) => field.name === name)?.label ?? name;

/** A field that is mapped stays in its list, also when the CRM does not answer. */
function withCurrent(fields: readonly Field[], name: string): readonly Pick<Field, 'name' | 'label'>[] {
  return fields.some((field) => field.name === name) ? fields : [{ name, label: name }, ...fields];
}
