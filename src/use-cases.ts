import { randomBytes } from 'node:crypto';
import { decide, erase, refresh } from './flows/act.ts';
import { addItem } from './flows/add-item.ts';
import { automate } from './flows/automate.ts';
import { openChats } from './flows/chats.ts';
import { openConsents } from './flows/consent.ts';
import { openConversations } from './flows/conversations/open-conversations.ts';
import type { ConversationDeps } from './flows/conversations/open-conversations.ts';
import { openDeliveries } from './flows/deliveries.ts';
import { openEndpoints } from './flows/endpoints.ts';
import { openErasures } from './flows/erasures.ts';
import { admit, releaseGovernor } from './flows/govern.ts';
import type { FlowDeps } from './flows/handlers.ts';
import { openListening } from './flows/listening/open-listening.ts';
import { openOwnLabels } from './flows/own-labels/open-own-labels.ts';
import { openNeighbourhoods } from './flows/neighbourhood.ts';
import { openPushes } from './flows/pushes.ts';
import { openRules } from './flows/rules/open-rules.ts';
import { approve, changeSettings, overview } from './flows/settings.ts';
import { openSubscriptions } from './flows/subscriptions-list.ts';
import type { SettingsDeps } from './flows/settings.ts';
import { answerSuggestion, putBack } from './flows/suggestions.ts';
import { uninstall } from './flows/uninstall.ts';
import { openWarning } from './flows/warning/open-warning.ts';
import { openWebmentions } from './flows/webmentions.ts';
import type { Acts, Governing } from './http/deps.ts';
import type { StuckWork } from './ports/queue.ts';

/** What the API asks for. */
export function useCasesOf(
  flows: FlowDeps & SettingsDeps & Pick<ConversationDeps, 'model'> & { readonly stuck: StuckWork },
) {
  return {
    ...{ acts: actsOf(flows), governing: governingOf(flows), consents: openConsents(flows) },
    ...{ rules: openRules(flows), listening: openListening(flows), endpoints: openEndpoints(flows) },
    conversations: openConversations(flows),
    chats: openChats(flows),
    ownLabels: openOwnLabels(flows),
    ...{ warning: openWarning(flows), neighbourhoods: openNeighbourhoods(flows) },
    ...{ pushes: openPushes({ ...flows, newSecret }), deliveries: openDeliveries(flows) },
    erasures: openErasures(flows),
    ...{ subscriptions: openSubscriptions(flows), webmentions: openWebmentions(flows) },
  };
}

function actsOf(flows: FlowDeps): Acts {
  return {
    decide: (installation, verdict) => decide(installation, verdict, flows),
    refresh: (installation, contact) => refresh(installation, contact, flows),
    erase: (installation, contact) => erase(installation, contact, flows),
    add: (installation, item) => addItem(installation, item, flows),
    automate: (installation, call) => automate(installation, call, flows),
  };
}

function governingOf(flows: FlowDeps & SettingsDeps): Governing {
  return {
    overview: (installation) => overview(installation, flows),
    change: (installation, settings, by) => changeSettings(installation, settings, by, flows),
    approve: (installation, word) => approve(installation, word, flows),
    admit: (installation, person) => admit(installation, person, flows),
    release: (installation) => releaseGovernor(installation, flows),
    uninstall: (installation, how) => uninstall(installation, how, flows),
    answer: (installation, answer) => answerSuggestion(installation, answer, flows),
    putBack: (installation, where) => putBack(installation, where, flows),
  };
}

const newSecret = () => randomBytes(32).toString('base64url');
