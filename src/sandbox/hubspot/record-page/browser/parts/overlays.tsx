import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { given } from '../event.ts';
import { register } from '../overlays.ts';
import { classes, sizeOf } from './layout.tsx';

/** The modal or panel that belongs to a button: opened by it. */
export function useOverlay(overlay: ReactNode) {
  const within = useRef<HTMLSpanElement>(null);
  return {
    open: () => within.current?.querySelector('dialog')?.showModal(),
    element: overlay ? <span ref={within}>{overlay}</span> : null,
  };
}

interface OverlayProps {
  readonly id: string;
  readonly title?: string;
  readonly 'aria-label'?: string;
  readonly width?: string;
  readonly variant?: string;
  readonly onOpen?: () => unknown;
  readonly onClose?: () => unknown;
  readonly children?: ReactNode;
}

export function Modal(props: OverlayProps) {
  return <Overlay {...props} kind="modal" />;
}

export function Panel(props: OverlayProps) {
  return <Overlay {...props} kind="panel" />;
}

function Overlay({
  id,
  kind,
  title,
  width,
  onOpen,
  onClose,
  children,
  ...others
}: OverlayProps & { kind: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => (dialog.current ? register(id, dialog.current) : undefined), [id]);
  const name = title ? { 'aria-labelledby': heading } : { 'aria-label': others['aria-label'] ?? id };
  return (
    <dialog
      ref={dialog}
      className={classes('hs-overlay', kind, sizeOf(width, 'md'))}
      {...name}
      onToggle={({ currentTarget }) => currentTarget.open && given(onOpen, undefined)}
      onClose={() => given(onClose, undefined)}
    >
      <header>
        {title && (
          <h2 id={heading} className="hs-heading">
            {title}
          </h2>
        )}
        <button
          type="button"
          className="hs-button xs"
          aria-label={`Close ${title ?? ''}`.trim()}
          onClick={() => dialog.current?.close()}
        >
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
}

const part = (name: string) =>
  function OverlayPart({ children }: { readonly children?: ReactNode }) {
    return <div className={name}>{children}</div>;
  };

export const OverlayBody = part('hs-overlay-body');
export const OverlaySection = part('hs-overlay-section');
export const OverlayFooter = part('hs-overlay-footer');
