import type { ChatLine } from '../../http/chat-shapes.ts';
import type { ListeningPage } from '../../http/listening-shapes.ts';
import type { SettingsPage } from '../../http/settings-shapes.ts';
import { useListening } from '../heard/listening-queries.ts';
import type { Names } from './condition-words.ts';
import { Rule } from './rule.tsx';
import { RuleForm } from './rule-form.tsx';
import { useChats } from './chat-queries.ts';
import { RuleChats } from './rule-chats.tsx';
import { useOwnLabels } from './own-label-queries.ts';
import { useRules } from './rule-queries.ts';
import type { Choices } from './when-draft.ts';

interface Props {
  readonly fields: SettingsPage['fields'];
  readonly crm: string;
}

/** What Kith does by itself when something happens. */
export function Rules({ fields, crm }: Props) {
  const { data, error: unread } = useRules();
  const known = useChats();
  const chats = known.data?.chats ?? [];
  const heard = useListening();
  const own = useOwnLabels();
  const error = unread ?? known.error ?? heard.error ?? own.error;
  const labels = own.data && (own.data.taught?.figures.labels ?? []).map(({ label }) => label).toSorted();
  const names = { ...namesOf(chats, heard.data, fields), labels: labels && new Set(labels) };
  return (
    <section className="setting" aria-labelledby="rules">
      <h2 id="rules">Rules</h2>
      <p>
        When something happens, something is done in {crm}. A rule is looked at in a dry run before it is
        published, acts on each fact once, and never more often than its limit says.
      </p>
      {error && <p className="trouble">{error.message}</p>}
      {data && data.rules.length > 0 && (
        <ul className="rules">
          {data.rules.map((rule) => (
            <Rule key={rule.id} rule={rule} crm={crm} names={names} />
          ))}
        </ul>
      )}
      <RuleForm
        fields={fields}
        chats={chats}
        choices={{ ...choicesOf(heard.data, fields), labels: labels ?? [] }}
      />
      <RuleChats chats={chats} />
    </section>
  );
}

type Fields = Props['fields'];

const NOTHING = { rules: [], networks: [] } as const satisfies Pick<ListeningPage, 'rules' | 'networks'>;

function namesOf(
  chats: readonly ChatLine[],
  { rules, networks }: Pick<ListeningPage, 'rules' | 'networks'> = NOTHING,
  fields: Fields,
): Names {
  return {
    chats: new Map(chats.map(({ id, name }) => [id, name])),
    topics: new Map(rules.map(({ id, wanted: { name }, on }) => [id, { name, on }])),
    networks: new Map(networks.map(({ id, title }) => [id, title])),
    fields: new Map(fields.map(({ name, label }) => [name, label])),
  };
}

/** Topics that are named, networks, and fields of the CRM's own. */
function choicesOf(
  { rules, networks }: Pick<ListeningPage, 'rules' | 'networks'> = NOTHING,
  fields: Fields,
): Omit<Choices, 'labels'> {
  return {
    topics: rules.filter(({ on }) => on).map(({ id, wanted: { name } }) => [id, name] as const),
    networks: networks.map(({ id, title }) => [id, title] as const),
    fields: fields.filter(({ ours }) => !ours).map(({ name, label }) => [name, label] as const),
  };
}
