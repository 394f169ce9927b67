import type { SettingsPage } from '../../http/settings-shapes.ts';
import { Rule } from './rule.tsx';
import { RuleForm } from './rule-form.tsx';
import { useChats } from './chat-queries.ts';
import { RuleChats } from './rule-chats.tsx';
import { useRules } from './rule-queries.ts';

interface Props {
  readonly fields: SettingsPage['fields'];
  readonly crm: string;
}

/** What Kith does by itself when something happens. */
export function Rules({ fields, crm }: Props) {
  const { data, error: unread } = useRules();
  const known = useChats();
  const chats = known.data?.chats ?? [];
  const error = unread ?? known.error;
  const names = new Map(chats.map(({ id, name }) => [id, name]));
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
            <Rule key={rule.id} rule={rule} crm={crm} chats={names} />
          ))}
        </ul>
      )}
      <RuleForm fields={fields} chats={chats} />
      <RuleChats chats={chats} />
    </section>
  );
}
