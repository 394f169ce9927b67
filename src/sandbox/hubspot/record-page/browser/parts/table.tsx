import type { ReactNode } from 'react';
import { given } from '../event.ts';
import { classes } from './layout.tsx';

interface TableProps {
  readonly bordered?: boolean;
  readonly flush?: boolean;
  readonly density?: string;
  readonly paginated?: boolean;
  readonly page?: number;
  readonly pageCount?: number;
  readonly onPageChange?: (page: number) => unknown;
  readonly children?: ReactNode;
}

export function Table({
  bordered,
  density,
  paginated,
  page = 1,
  pageCount = 1,
  onPageChange,
  children,
}: TableProps) {
  return (
    <div className="hs-scroll" tabIndex={0} role="group" aria-label="Table">
      <table className={classes('hs-table', bordered && 'bordered', density)}>{children}</table>
      {paginated && (
        <nav aria-label="Pages of the table" className="hs-buttons">
          <PageButton to={page - 1} off={page <= 1} go={onPageChange}>
            Prev
          </PageButton>
          <span>
            {page} of {pageCount}
          </span>
          <PageButton to={page + 1} off={page >= pageCount} go={onPageChange}>
            Next
          </PageButton>
        </nav>
      )}
    </div>
  );
}

interface PageButtonProps {
  readonly to: number;
  readonly off: boolean;
  readonly go: ((page: number) => unknown) | undefined;
  readonly children: string;
}

function PageButton({ to, off, go, children }: PageButtonProps) {
  return (
    <button type="button" className="hs-button xs" disabled={off} onClick={() => given(go, to)}>
      {children}
    </button>
  );
}

export const TableHead = ({ children }: { children?: ReactNode }) => <thead>{children}</thead>;
export const TableBody = ({ children }: { children?: ReactNode }) => <tbody>{children}</tbody>;
export const TableFooter = ({ children }: { children?: ReactNode }) => <tfoot>{children}</tfoot>;
export const TableRow = ({ children }: { children?: ReactNode }) => <tr>{children}</tr>;

interface CellProps {
  readonly align?: 'left' | 'center' | 'right';
  readonly width?: string | number;
  readonly colSpan?: number;
  readonly children?: ReactNode;
}

const WIDTH: Readonly<Record<string, string>> = { min: '1%', max: '100%', auto: 'auto' };
const styleOf = ({ align, width }: CellProps) => ({
  textAlign: align,
  width: width === undefined ? undefined : (WIDTH[width] ?? `${width}px`),
});

export function TableCell(props: CellProps) {
  return (
    <td style={styleOf(props)} colSpan={props.colSpan}>
      {props.children}
    </td>
  );
}

type Sort = 'ascending' | 'descending' | 'none' | 'never';
interface HeaderProps extends CellProps {
  readonly sortDirection?: Sort;
  readonly onSortChange?: (sort: Sort) => unknown;
  readonly disabled?: boolean;
}

export function TableHeader({
  sortDirection = 'never',
  onSortChange,
  disabled,
  children,
  ...cell
}: HeaderProps) {
  if (sortDirection === 'never') {
    return (
      <th scope="col" style={styleOf(cell)}>
        {children}
      </th>
    );
  }
  const next = sortDirection === 'ascending' ? 'descending' : 'ascending';
  return (
    <th scope="col" style={styleOf(cell)} aria-sort={sortDirection}>
      <button type="button" className="hs-sort" disabled={disabled} onClick={() => given(onSortChange, next)}>
        {children}
      </button>
    </th>
  );
}
