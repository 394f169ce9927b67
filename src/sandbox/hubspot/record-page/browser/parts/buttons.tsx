import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { given, told } from '../event.ts';
import type { Handler } from '../event.ts';
import { classes, sizeOf } from './layout.tsx';
import { useOverlay } from './overlays.tsx';
import { targetOf } from './targets.ts';
import type { Href } from './targets.ts';

interface ButtonProps {
  readonly onClick?: Handler;
  readonly href?: Href;
  readonly disabled?: boolean;
  readonly variant?: string;
  readonly type?: 'button' | 'reset' | 'submit';
  readonly size?: string;
  readonly overlay?: ReactNode;
  readonly truncate?: boolean;
  readonly children?: ReactNode;
}

export function Button(props: ButtonProps) {
  const { onClick, href, disabled, variant = 'secondary', type = 'button', size, overlay, children } = props;
  const over = useOverlay(overlay);
  const names = classes('hs-button', variant, sizeOf(size, 'md'));
  const click = () => {
    told(onClick, 'click');
    over.open();
  };
  if (href !== undefined && !disabled) {
    return (
      <a className={names} {...targetOf(href)} onClick={click}>
        {children}
      </a>
    );
  }
  return (
    <>
      <button type={type} className={names} disabled={disabled} onClick={click}>
        {children}
      </button>
      {over.element}
    </>
  );
}

interface LoadingButtonProps extends ButtonProps {
  readonly loading?: boolean;
}

export function LoadingButton({ loading, children, disabled, ...others }: LoadingButtonProps) {
  return (
    <Button {...others} disabled={!!disabled || !!loading}>
      {loading && <span className="hs-spin" aria-hidden="true" />}
      {children}
      {loading && <span className="sr">: working</span>}
    </Button>
  );
}

export function ButtonRow({ children }: { readonly children?: ReactNode }) {
  return <div className="hs-buttons">{children}</div>;
}

interface LinkProps {
  readonly href: Href;
  readonly onClick?: Handler;
  readonly preventDefault?: boolean;
  readonly variant?: string;
  readonly overlay?: ReactNode;
  readonly children?: ReactNode;
}

export function Link({ href, onClick, preventDefault, variant = 'primary', overlay, children }: LinkProps) {
  const target = targetOf(href);
  const over = useOverlay(overlay);
  return (
    <>
      <a
        className={`hs-link ${variant}`}
        {...target}
        onClick={(event) => {
          if (preventDefault || overlay) event.preventDefault();
          told(onClick, 'click');
          over.open();
        }}
      >
        {children}
        {target.target && <span className="sr"> (opens a new tab)</span>}
      </a>
      {over.element}
    </>
  );
}

interface DropdownProps {
  readonly options?: readonly { readonly label: string; readonly onClick?: () => unknown }[];
  readonly variant?: string;
  readonly buttonText?: string;
  readonly buttonSize?: string;
  readonly disabled?: boolean;
  readonly children?: ReactNode;
}

export function Dropdown({
  options = [],
  variant,
  buttonText,
  buttonSize,
  disabled,
  children,
}: DropdownProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = list;
    const close = () => current?.hidePopover();
    current?.addEventListener('click', close);
    return () => current?.removeEventListener('click', close);
  }, []);
  return (
    <>
      <button
        type="button"
        className={classes('hs-button', variant ?? 'secondary', sizeOf(buttonSize, 'md'))}
        disabled={disabled}
        popoverTarget={id}
      >
        {buttonText ?? 'More'} ▾
      </button>
      <div id={id} ref={list} popover="auto" className="hs-menu">
        {options.map(({ label, onClick }) => (
          <DropdownButtonItem key={label} onClick={() => given(onClick, undefined)}>
            {label}
          </DropdownButtonItem>
        ))}
        {children}
      </div>
    </>
  );
}

export function DropdownButtonItem({ onClick, children }: { onClick?: Handler; children?: ReactNode }) {
  return (
    <button type="button" className="hs-button transparent" onClick={() => told(onClick, 'click')}>
      {children}
    </button>
  );
}
