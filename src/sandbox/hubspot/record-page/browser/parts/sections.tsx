import { createContext, useContext, useEffect, useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { given } from '../event.ts';
import { classes, sizeOf } from './layout.tsx';

interface AccordionProps {
  readonly title: string;
  readonly defaultOpen?: boolean;
  readonly disabled?: boolean;
  readonly open?: boolean;
  readonly size?: string;
  readonly onClick?: () => unknown;
  readonly children?: ReactNode;
}

export function Accordion({
  title,
  defaultOpen = false,
  disabled,
  open,
  size,
  onClick,
  children,
}: AccordionProps) {
  const [own, setOwn] = useState(defaultOpen);
  const id = useId();
  const shown = open ?? own;
  return (
    <div className="hs-accordion">
      <button
        type="button"
        className={classes('hs-fold', sizeOf(size, 'sm'))}
        aria-expanded={shown}
        aria-controls={id}
        disabled={disabled}
        onClick={() => {
          setOwn(!shown);
          given(onClick, undefined);
        }}
      >
        <span aria-hidden="true">{shown ? '▾' : '▸'}</span> {title}
      </button>
      <div id={id} hidden={!shown} className="hs-folded">
        {children}
      </div>
    </div>
  );
}

interface Row {
  readonly selected: string | number | undefined;
  /** Where the tabs stand, above what they show. */
  readonly place: HTMLElement | null;
  readonly choose: (id: string | number) => void;
  /** The first tab is shown when the card names none. */
  readonly offer: (id: string | number) => void;
}
const TabsContext = createContext<Row | undefined>(undefined);

interface TabsProps {
  readonly defaultSelected?: string | number;
  readonly selected?: string | number;
  readonly onSelectedChange?: (id: string | number) => unknown;
  readonly variant?: string;
  readonly fill?: boolean;
  readonly children?: ReactNode;
}

export function Tabs({ defaultSelected, selected, onSelectedChange, variant, fill, children }: TabsProps) {
  const [own, setOwn] = useState(defaultSelected);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const choose = (id: string | number) => {
    setOwn(id);
    given(onSelectedChange, id);
  };
  const offer = (id: string | number) => setOwn((before) => before ?? id);
  return (
    <TabsContext value={{ selected: selected ?? own, place, choose, offer }}>
      <div role="tablist" ref={setPlace} className={classes('hs-tabs', variant, fill && 'fill')} />
      {children}
    </TabsContext>
  );
}

const STEP: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

function move({ key, currentTarget }: KeyboardEvent): void {
  const row = currentTarget.parentElement;
  const tabs = [...(row?.querySelectorAll<HTMLElement>('[role=tab]:not(:disabled)') ?? [])];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const step = STEP[key];
  if (step !== undefined && at >= 0) tabs[(at + step + tabs.length) % tabs.length]?.focus();
}

interface TabProps {
  readonly tabId?: string | number;
  readonly title?: string;
  readonly disabled?: boolean;
  readonly tooltip?: string;
  readonly children?: ReactNode;
}

export function Tab({ tabId = '', title, disabled, tooltip, children }: TabProps) {
  const row = useContext(TabsContext);
  const id = useId();
  if (!row) throw new Error('<Tab> stands outside <Tabs>');
  useEffect(() => row.offer(tabId), []);
  const chosen = String(row.selected) === String(tabId);
  const tab = (
    <button
      type="button"
      role="tab"
      id={`${id}-tab`}
      aria-selected={chosen}
      aria-controls={id}
      tabIndex={chosen ? 0 : -1}
      className="hs-tab"
      disabled={disabled}
      title={tooltip}
      onKeyDown={move}
      onClick={() => row.choose(tabId)}
    >
      {title}
    </button>
  );
  return (
    <>
      {row.place && createPortal(tab, row.place)}
      <div role="tabpanel" id={id} aria-labelledby={`${id}-tab`} hidden={!chosen}>
        {children}
      </div>
    </>
  );
}
