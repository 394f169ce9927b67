import { setShortcuts, useKeys, useShortcutsOn } from '../keys.ts';
import { Modal } from './modal.tsx';

interface Props {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}

const KEYS = [
  ['j', 'Next contact'],
  ['k', 'Contact before'],
  ['/', 'Search'],
  ['u', 'Undo the last decision'],
  ['?', 'This list'],
  ['↓ ↑', 'Walk through the list, when it has the focus'],
] as const;

export function Shortcuts({ open, setOpen }: Props) {
  const on = useShortcutsOn();
  useKeys({ '?': () => setOpen(true) });
  return (
    <Modal open={open} onClose={() => setOpen(false)} title="Shortcuts">
      <dl className="keys">
        {KEYS.map(([key, says]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
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
