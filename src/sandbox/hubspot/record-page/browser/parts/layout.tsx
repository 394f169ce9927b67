import type { ReactNode } from 'react';

const SHORT: Readonly<Record<string, string>> = {
  'extra-small': 'xs',
  small: 'sm',
  medium: 'md',
  large: 'lg',
  'extra-large': 'xl',
};
/** HubSpot's sizes, by their short names. */
export const sizeOf = (size: string | undefined, or: string) => SHORT[size ?? or] ?? size ?? or;

/** Class names, those that are there. */
export const classes = (...names: readonly (string | false | undefined)[]) => names.filter(Boolean).join(' ');

interface FlexProps {
  readonly direction?: 'row' | 'column';
  readonly justify?: string;
  readonly align?: string;
  readonly alignSelf?: string;
  readonly wrap?: boolean | string;
  readonly gap?: string;
  readonly children?: ReactNode;
}

const END: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  between: 'space-between',
  around: 'space-around',
};
const place = (word: string | undefined) => word && (END[word] ?? word);

export function Flex({ direction = 'row', justify, align, alignSelf, wrap, gap, children }: FlexProps) {
  const style = {
    flexDirection: direction,
    justifyContent: place(justify),
    alignItems: place(align),
    alignSelf: place(alignSelf),
    flexWrap: wrap === true || wrap === 'wrap' ? ('wrap' as const) : undefined,
    gap: `var(--hs-${sizeOf(gap, 'flush')})`,
  };
  return (
    <div className="hs-flex" style={style}>
      {children}
    </div>
  );
}

export function Stack({ distance, direction = 'column', ...others }: FlexProps & { distance?: string }) {
  return <Flex {...others} direction={direction} gap={distance ?? 'sm'} />;
}

export function Inline({ gap, align, ...others }: FlexProps) {
  return <Flex {...others} direction="row" wrap gap={gap ?? 'sm'} align={align ?? 'center'} />;
}

const GROW: Readonly<Record<string, string>> = { initial: '0 1 auto', auto: '1 1 auto', none: '0 0 auto' };

export function Box({ alignSelf, flex = 'initial', children }: FlexProps & { flex?: string | number }) {
  const style = { alignSelf: place(alignSelf), flex: GROW[flex] ?? `${flex} 1 0%` };
  return (
    <div className="hs-box" style={style}>
      {children}
    </div>
  );
}

interface GridProps {
  readonly columnWidth: number;
  readonly gap?: string;
  readonly flexible?: boolean;
  readonly children?: ReactNode;
}

export function AutoGrid({ columnWidth, gap, flexible, children }: GridProps) {
  const style = {
    display: 'grid',
    gap: `var(--hs-${sizeOf(gap, 'flush')})`,
    gridTemplateColumns: `repeat(${flexible ? 'auto-fit' : 'auto-fill'}, minmax(min(${columnWidth}px, 100%), 1fr))`,
  };
  return <div style={style}>{children}</div>;
}

export function Divider({ distance }: { readonly distance?: string }) {
  return <hr className="hs-divider" style={{ marginBlock: `var(--hs-${sizeOf(distance, 'sm')})` }} />;
}

export function Spacer({ size }: { readonly size?: string }) {
  return <div style={{ height: `var(--hs-${sizeOf(size, 'md')})` }} />;
}

export function Card({ children }: { readonly children?: ReactNode }) {
  return <div className="hs-tile">{children}</div>;
}

interface TileProps {
  readonly compact?: boolean;
  readonly flush?: boolean;
  readonly children?: ReactNode;
}

export function Tile({ compact, flush, children }: TileProps) {
  return <div className={classes('hs-tile', compact && 'compact', flush && 'flush')}>{children}</div>;
}
