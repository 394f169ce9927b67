import type { ListeningRows } from '../../ports/listening.ts';
import type { Session } from '../transaction.ts';
import type { Vault } from '../vault.ts';
import { heard } from './heard.ts';
import { listeningQuestions } from './questions.ts';
import { listeningRules } from './rules.ts';
import { strangers } from './strangers.ts';

/** What to listen for, what was heard, and by whom. */
export function listening(s: Session, vault: Vault): ListeningRows {
  return { ...listeningRules(s), ...listeningQuestions(s), ...heard(s), ...strangers(s, vault) };
}
