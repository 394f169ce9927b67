import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Settings } from '../../core/governance/settings.ts';
import type { SettingsPage } from '../../http/settings-shapes.ts';
import { useTell } from '../parts/notice.tsx';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { isSame, useUnsaved } from '../unsaved.ts';
import { Budgets } from './budgets.tsx';
import { changedIn } from './changed.ts';
import { LanguageModel } from './language-model.tsx';
import { Limits } from './limits.tsx';
import { Mappings } from './mappings.tsx';
import { Networks } from './networks.tsx';
import { OwnAccounts } from './own-accounts.tsx';
import { useSave } from './settings-queries.ts';

interface Props {
  readonly page: SettingsPage;
  readonly crm: string;
}

/** What is edited here is a draft until it is saved; without one, what is kept is shown as it is. */
export function Decisions({ page, crm }: Props) {
  const [draft, setDraft] = useState<Settings>();
  const save = useSave();
  const tell = useTell();
  const shown = draft ?? page.settings;
  const changed = changedIn(shown, page.settings, crm);
  useUnsaved(changed.join(', '), changed.length > 0);
  const change = (part: Partial<Settings>) => {
    save.reset();
    const next = { ...shown, ...part };
    setDraft(isSame(page.settings, next) ? undefined : next);
  };
  function submit(event: FormEvent): void {
    event.preventDefault();
    const former = page.settings;
    save.mutate(shown, {
      onSuccess: () => {
        // What was changed while it was on its way is still a draft.
        setDraft((now) => (now === shown ? undefined : now));
        tell({ text: 'Saved.', undo: () => save.mutate(former) });
      },
    });
  }
  return (
    <form className="decisions" onSubmit={submit} aria-label="What Kith may do">
      <Networks {...{ page, shown, change }} />
      <Budgets {...{ page, shown, change }} />
      <Mappings {...{ page, shown, change, crm }} />
      <Limits {...{ page, shown, change, crm }} />
      <OwnAccounts {...{ page, shown, change }} />
      <LanguageModel {...{ page, shown, change }} />
      <TroubleLine of={save.error}>Nothing was saved.</TroubleLine>
      <p className="acts">
        <button type="submit" className="primary" disabled={changed.length === 0 || save.isPending}>
          Save
        </button>
        {changed.length > 0 && (
          <button type="button" onClick={() => (save.reset(), setDraft(undefined))}>
            Put back
          </button>
        )}
      </p>
    </form>
  );
}

/** What the parts of the form are given. */
export interface Part {
  readonly page: SettingsPage;
  readonly shown: Settings;
  readonly change: (part: Partial<Settings>) => void;
}
