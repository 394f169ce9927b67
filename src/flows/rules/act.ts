import { Failure, POLICY } from '../../core/failure.ts';
import type { Action, Rule } from '../../core/rules/rule.ts';
import type { Chat } from '../../core/outgoing/chat.ts';
import type { Crm } from '../../ports/crm.ts';
import type { Ability, NewItem } from '../../ports/crm-items.ts';
import type { InstallationId } from '../../core/ids.ts';
import type { JobPayload } from '../../ports/queue.ts';
import type { ContactMatch, Done } from '../../ports/rules.ts';
import type { Now } from '../../ports/runtime.ts';
import type { Store } from '../../ports/store.ts';

interface Deps {
  readonly store: Store;
  readonly crmOf: (installation: InstallationId) => Promise<Crm>;
  readonly now: Now;
}

/** The right that each action needs in the CRM. */
const NEEDS = { task: 'tasks', ticket: 'tickets', list: 'lists' } as const satisfies Record<string, Ability>;
type InCrm = Extract<Action, { readonly do: keyof typeof NEEDS }>;

const DAY_MS = 86_400_000;

/**
 * Makes in the CRM what a rule asks for one fact, each thing once: it is added under a key of its own, so that trying
 * again adds nothing. A rule that was switched off meanwhile makes nothing.
 * @throws Failure when the CRM does not answer: it is tried again.
 */
export async function act(job: JobPayload<'act'>, { store, crmOf, now }: Deps): Promise<void> {
  const { installation, rule: id, fact } = job;
  const found = await store.inside(installation, async (w) => ({
    rule: await w.rules.find(id),
    match: await w.rules.match(id, fact),
    approved: (await w.governance.read()).approval !== undefined,
    chats: await w.outgoing.chats(),
  }));
  const { rule, match, approved, chats } = found;
  if (rule?.state !== 'on' || match?.outcome !== 'acting') return;
  const done: Done[] = [];
  for (const [n, action] of rule.does.entries()) {
    if (action.do === 'chat message') done.push(written(action.chat, chats));
    else if (!isInCrm(action)) done.push({ do: action.do });
    else if (!('contact' in match)) done.push({ do: action.do, says: 'An alert is about no contact.' });
    else if (!approved) done.push({ do: action.do, says: 'No admin lets Kith write into the CRM.' });
    else done.push(await add(await crmOf(installation), itemOf(rule, match, action, n, now()), action));
  }
  await store.inside(installation, (w) => w.rules.keepDone(match, done));
}

const isInCrm = (action: Action): action is InCrm => action.do in NEEDS;

/** It was set out with what it rests on; where the chat takes nothing, it was not. */
function written(id: string, chats: readonly Chat[]): Done {
  const chat = chats.find((one) => one.id === id);
  if (!chat) return { do: 'chat message', says: 'The chat is not there any more.' };
  if (chat.stopped === undefined) return { do: 'chat message' };
  return { do: 'chat message', says: `The chat “${chat.name}” is stopped.` };
}

async function add(crm: Crm, item: NewItem, action: InCrm): Promise<Done> {
  if (!crm.abilities().has(NEEDS[action.do])) {
    return { do: action.do, says: `The CRM has not granted Kith the right to add a ${action.do}.` };
  }
  try {
    const { id, url } = await crm.add(item);
    return { do: action.do, id, url };
  } catch (error) {
    if (!(error instanceof Failure) || POLICY[error.kind].retry) throw error;
    return { do: action.do, says: `The CRM ${POLICY[error.kind].say}.` };
  }
}

function itemOf(rule: Rule, match: ContactMatch, action: InCrm, n: number, now: Date): NewItem {
  const { contact } = match;
  if (action.do === 'list') return { kind: 'list', list: action.list, contacts: [contact] };
  const key = `${rule.id.replaceAll('-', '').slice(0, 16)}-${match.fact.slice(0, 40)}-${n}`;
  const lines = [`By the rule “${rule.name}” in Kith.`, ...(match.url === undefined ? [] : [match.url])];
  const due = 'dueInDays' in action && action.dueInDays !== undefined;
  return {
    ...{ kind: action.do, contact, title: action.title, body: lines.join('\n'), key },
    ...(due && { due: new Date(now.getTime() + (action.dueInDays ?? 0) * DAY_MS) }),
  };
}
