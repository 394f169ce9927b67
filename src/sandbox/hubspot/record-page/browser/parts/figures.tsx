import type { ReactNode } from 'react';

export function Statistics({ children }: { readonly children?: ReactNode }) {
  return <dl className="hs-statistics">{children}</dl>;
}

interface ItemProps {
  readonly label: string;
  readonly number: string | number;
  readonly children?: ReactNode;
}

export function StatisticsItem({ label, number, children }: ItemProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className="hs-number">{number}</span>
        {children}
      </dd>
    </div>
  );
}

interface TrendProps {
  readonly value: string;
  readonly direction: 'increase' | 'decrease';
  readonly color?: 'red' | 'green';
}

export function StatisticsTrend({ value, direction, color }: TrendProps) {
  const shown = color ?? (direction === 'increase' ? 'green' : 'red');
  return (
    <span className={`hs-trend ${shown}`}>
      <span aria-hidden="true">{direction === 'increase' ? '▲' : '▼'} </span>
      <span className="sr">{direction} of </span>
      {value}
    </span>
  );
}

type Row = Readonly<Record<string, string | number>>;
interface Axis {
  readonly field: string;
  readonly fieldType: string;
  readonly label?: string;
}
interface ChartProps {
  readonly data: readonly Row[] | { readonly data: readonly Row[] };
  readonly axes: {
    readonly x: Axis;
    readonly y: Axis;
    readonly options?: { readonly groupFieldByColor?: string };
  };
  readonly options?: { readonly title?: string };
}

/** The bars as a table, so that every number can be read; a linear axis gives their length. */
export function BarChart({ data, axes: { x, y, options: grouped }, options = {} }: ChartProps) {
  const rows = 'data' in data ? data.data : data;
  const [names, numbers] = y.fieldType === 'linear' ? [x, y] : [y, x];
  const group = grouped?.groupFieldByColor;
  const most = Math.max(1, ...rows.map((row) => Number(row[numbers.field]) || 0));
  const groups = [...new Set(rows.map((row) => group && row[group]))];
  return (
    <table className="hs-bars">
      {options.title && <caption>{options.title}</caption>}
      <thead className="sr">
        <tr>
          <th scope="col">{names.label ?? names.field}</th>
          <th scope="col">{numbers.label ?? numbers.field}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, n) => (
          <tr key={`${n} ${row[names.field]}`}>
            <th scope="row">{[row[names.field], group && row[group]].filter(Boolean).join(', ')}</th>
            <td>
              <span
                className={`hs-bar n${groups.indexOf(group && row[group]) % 4}`}
                style={{ width: `${(70 * (Number(row[numbers.field]) || 0)) / most}%` }}
              />{' '}
              {Number(row[numbers.field]).toLocaleString('en')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
