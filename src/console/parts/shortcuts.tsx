import { setShortcuts, useKeys, useShortcutsOn } from '../keys.ts';
import { Modal } from './modal.tsx';

interface Props {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}

const KEYS = {
  Everywhere: [
    ['u', 'Undo the last decision'],
    ['?', 'This list'],
  ],
  Contacts: [
    ['j', 'Next contact'],
    ['k', 'Contact before'],
    ['/', 'Search'],
    ['↓ ↑', 'Walk through the list, when it has the focus'],
  ],
  Review: [
    ['y', 'It is them'],
    ['n', 'Not them'],
    ['s', 'Skip: it comes round at the end'],
    ['w', 'Why: show or hide the evidence'],
    ['o', 'Open the profile in a new tab'],
  ],
} as const;

export function Shortcuts({ open, setOpen }: Props) {
  const on = useShortcutsOn();
  useKeys({ '?': () => setOpen(true) });
  return (
    <Modal open={open} onClose={() => setOpen(false)} title="Shortcuts">
      {Object.entries(KEYS).map(([where, keys]) => (
        <section key={where} className="keys">
          <h3>{where}</h3>
          <dl>
            {keys.map(([key, says]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{says}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <label className="switch">
        <input type="checkbox" checked={on} onChange={(event) => setShortcuts(event.target.checked)} />
        Single-key shortcuts
      </label>
      <p className="acts">
        <button type="button" onClick={() => setOpen(false)}>
          Close
        </button>
      </p>
    </Modal>
  );
}
