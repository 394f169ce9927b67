import { Children, createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { classes, sizeOf } from './layout.tsx';

interface TextProps {
  readonly variant?: 'bodytext' | 'microcopy';
  readonly inline?: boolean;
  readonly format?: {
    readonly fontWeight?: 'regular' | 'bold' | 'demibold';
    readonly italic?: boolean;
    readonly lineDecoration?: 'none' | 'underline' | 'strikethrough';
    readonly textTransform?: string;
  };
  readonly truncate?: boolean | { readonly maxWidth?: number; readonly tooltipText?: string };
  readonly children?: ReactNode;
}

const WEIGHT = { regular: 400, demibold: 600, bold: 700 } as const;

export function Text({ variant, inline, format = {}, truncate, children }: TextProps) {
  const { fontWeight, italic, lineDecoration, textTransform } = format;
  const cut = typeof truncate === 'object' ? truncate : {};
  const style = {
    fontWeight: fontWeight && WEIGHT[fontWeight],
    fontStyle: italic ? 'italic' : undefined,
    textDecoration: lineDecoration === 'strikethrough' ? 'line-through' : lineDecoration,
    textTransform: textTransform === 'sentenceCase' ? undefined : (textTransform as 'none' | undefined),
    maxWidth: cut.maxWidth && `${cut.maxWidth}px`,
  };
  const names = classes(
    'hs-text',
    variant === 'microcopy' && 'micro',
    inline && 'inline',
    !!truncate && 'cut',
  );
  return (
    <span className={names} style={style} title={cut.tooltipText}>
      {children}
    </span>
  );
}

export function Heading({ inline, children }: { readonly inline?: boolean; readonly children?: ReactNode }) {
  return <h3 className={classes('hs-heading', inline && 'inline')}>{children}</h3>;
}

interface ListProps {
  readonly variant?: string;
  readonly children?: ReactNode;
}

export function List({ variant = 'unordered', children }: ListProps) {
  const Element = variant.startsWith('ordered') ? 'ol' : 'ul';
  return (
    <InList value={true}>
      <Element className={`hs-list ${variant}`}>{children}</Element>
    </InList>
  );
}

/** Whether a part is an item of a list, and has to say so. */
export const InList = createContext(false);

/** HubSpot makes an item of every child of a list; so does whatever draws the children. */
export function Item({ children }: { readonly children: ReactNode }) {
  if (!useContext(InList)) return children;
  return (
    <li>
      <InList value={false}>{children}</InList>
    </li>
  );
}

interface DescriptionListProps {
  readonly direction?: 'row' | 'column';
  readonly children?: ReactNode;
}

export function DescriptionList({ direction = 'column', children }: DescriptionListProps) {
  return <dl className={`hs-facts ${direction}`}>{children}</dl>;
}

export function DescriptionListItem({ label, children }: { label: string; children?: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ImageProps {
  readonly src: string;
  readonly alt?: string;
  readonly width?: number;
  readonly height?: number;
}

export function Image({ src, alt = '', width, height }: ImageProps) {
  return <img className="hs-image" src={src} alt={alt} width={width} height={height} />;
}

interface IconProps {
  readonly name: string;
  readonly color?: string;
  readonly size?: string;
  readonly screenReaderText?: string;
}

/** Our own strokes; an icon that is not among them is a dot. */
export function Icon({ name, color = 'inherit', size, screenReaderText }: IconProps) {
  const label = screenReaderText ? { role: 'img', 'aria-label': screenReaderText } : { 'aria-hidden': true };
  return (
    <svg className={`hs-icon ${color} ${sizeOf(size, 'sm')}`} viewBox="0 0 16 16" {...label}>
      <path d={STROKES[name] ?? STROKES['dot']} />
    </svg>
  );
}

const STROKES: Readonly<Record<string, string>> = {
  dot: 'M8 6.5a1.5 1.5 0 1 0 .01 0',
  success: 'M2.5 8.5 6.5 12.5 13.5 4',
  checkCircle: 'M8 1.5a6.5 6.5 0 1 0 .01 0M5 8l2.2 2.2L11 6',
  warning: 'M8 2 15 14H1ZM8 6.5v3.5M8 12v.01',
  exclamationCircle: 'M8 1.5a6.5 6.5 0 1 0 .01 0M8 4.5V9M8 11.5v.01',
  exclamation: 'M8 2.5V10M8 13v.01',
  info: 'M8 1.5a6.5 6.5 0 1 0 .01 0M8 7v4.5M8 4.5v.01',
  questionCircle: 'M8 1.5a6.5 6.5 0 1 0 .01 0M6 6.2C6 4 10 4 10 6.2 10 7.6 8 7.7 8 9.2M8 11.5v.01',
  question: 'M5.5 5.5C5.5 2 10.5 2 10.5 5.5 10.5 7.6 8 8 8 10M8 13v.01',
  add: 'M8 2.5v11M2.5 8h11',
  remove: 'M3 3l10 10M13 3 3 13',
  x: 'M3 3l10 10M13 3 3 13',
  xCircle: 'M8 1.5a6.5 6.5 0 1 0 .01 0M5.5 5.5l5 5M10.5 5.5l-5 5',
  undo: 'M6 3 2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13.5 1.5v3.2h-3.2',
  link: 'M6.5 9.5l3-3M7 4.5l1.3-1.3a3.2 3.2 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.3 1.3a3.2 3.2 0 0 1-4.5-4.5L4.5 7',
  comment: 'M2 3h12v8H7l-3 3v-3H2Z',
  messages: 'M2 3h12v8H7l-3 3v-3H2Z',
  contact: 'M8 2a3 3 0 1 0 .01 0M2.5 14c.5-5 10.5-5 11 0',
  clock: 'M8 1.5a6.5 6.5 0 1 0 .01 0M8 4.5V8l2.5 1.5',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8Z',
  edit: 'M3 13l.7-3L11 2.7 13.3 5 6 12.3Z',
  tasks: 'M2.5 4l1.2 1.2L6 3M2.5 11l1.2 1.2L6 10M8.5 4.5h5M8.5 11.5h5',
  ticket: 'M2 5h12v2a1.3 1.3 0 0 0 0 2.5V12H2V9.5a1.3 1.3 0 0 0 0-2.5Z',
  bulb: 'M6 11c0-2-2-2.5-2-5a4 4 0 0 1 8 0c0 2.5-2 3-2 5ZM6.5 14h3',
  flame: 'M8 1.5c1 3 4 4 4 8a4 4 0 0 1-8 0c0-1.5.7-2.5 1.5-3 .3 1 .8 1.5 1.5 1.5C7.5 5.5 7 3.5 8 1.5Z',
  globe: 'M8 1.5a6.5 6.5 0 1 0 .01 0M1.5 8h13M8 1.5c4 4 4 9 0 13M8 1.5c-4 4-4 9 0 13',
};

export function Tooltip({ children }: { readonly children?: ReactNode }) {
  return <>{Children.toArray(children)}</>;
}
