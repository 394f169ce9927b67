import type { OwnLabelsPage } from '../../http/own-label-shapes.ts';
import { part } from './part.ts';

const { useShown, useDoing } = part('own-labels', 2_000);

export const useOwnLabels = () => useShown<OwnLabelsPage>();

export const useTeach = () =>
  useDoing((asking, file: File) => asking<OwnLabelsPage>('', { method: 'PUT', file, type: typeOf(file) }));

export const useForgetLabels = () => useDoing<void, unknown>((asking) => asking('', { method: 'DELETE' }));

/** By its name: what systems make of the type differs, and the first character decides anyhow. */
const typeOf = ({ name }: File) => (/\.csv$/i.test(name) ? 'text/csv' : 'application/x-ndjson');
