import type { ReactNode } from 'react';
import { given, told } from '../event.ts';
import type { Handler } from '../event.ts';
import { classes, sizeOf } from './layout.tsx';

interface TagProps {
  readonly variant?: string;
  readonly onClick?: Handler;
  readonly inline?: boolean;
  readonly children?: ReactNode;
}

export function Tag({ variant = 'default', onClick, children }: TagProps) {
  const names = `hs-tag ${variant}`;
  if (!onClick) return <span className={names}>{children}</span>;
  return (
    <button type="button" className={names} onClick={() => told(onClick, 'click')}>
      {children}
    </button>
  );
}

interface StatusTagProps {
  readonly variant?: string;
  readonly hollow?: boolean;
  readonly onClick?: () => unknown;
  readonly showRemoveIcon?: boolean;
  readonly onRemoveClick?: () => unknown;
  readonly children?: ReactNode;
}

export function StatusTag(props: StatusTagProps) {
  const { variant = 'default', hollow, onClick, showRemoveIcon, onRemoveClick, children } = props;
  const names = classes('hs-status', variant, hollow && 'hollow');
  return (
    <span className={names}>
      {onClick ? (
        <button type="button" onClick={() => given(onClick, undefined)}>
          {children}
        </button>
      ) : (
        children
      )}
      {showRemoveIcon && (
        <button type="button" aria-label="Remove" onClick={() => given(onRemoveClick, undefined)}>
          ×
        </button>
      )}
    </span>
  );
}

interface SpinnerProps {
  readonly label: string;
  readonly showLabel?: boolean;
  readonly size?: string;
  readonly layout?: string;
}

export function LoadingSpinner({ label, showLabel, size, layout }: SpinnerProps) {
  return (
    <span className={classes('hs-loading', layout, sizeOf(size, 'sm'))} role="status">
      <span className="hs-spin" aria-hidden="true" />
      <span className={showLabel ? undefined : 'sr'}>{label}</span>
    </span>
  );
}

interface ProgressProps {
  readonly title?: string;
  readonly 'aria-label'?: string;
  readonly value?: number;
  readonly valueMax?: number;
  readonly maxValue?: number;
  readonly showPercentage?: boolean;
  readonly valueDescription?: string;
  readonly variant?: string;
}

export function ProgressBar(props: ProgressProps) {
  const {
    title,
    value = 0,
    valueMax,
    maxValue = valueMax ?? 100,
    showPercentage,
    variant = 'success',
  } = props;
  return (
    <div className={`hs-progress ${variant}`}>
      {title && <span className="hs-text">{title}</span>}
      <progress aria-label={props['aria-label'] ?? title ?? 'Progress'} value={value} max={maxValue} />
      {showPercentage && <span className="hs-text micro">{Math.round((100 * value) / maxValue)}%</span>}
      {props.valueDescription && <span className="hs-text micro">{props.valueDescription}</span>}
    </div>
  );
}

export function ScoreCircle({ score }: { readonly score: number }) {
  const band = score < 33 ? 'danger' : score < 66 ? 'warning' : 'success';
  return <span className={`hs-score ${band}`}>{score}</span>;
}
