import type { PushList, PushSecret } from '../../http/push-shapes.ts';
import { part } from './part.ts';

const { useShown, useDoing } = part('pushes', 10_000);

export const usePushes = () => useShown<PushList>();

/** Whether there is a section on networks that call: its heading and the line that leads there come and go together. */
export function useCalls(): boolean {
  const { data, error } = usePushes();
  return error !== null || (data?.pushes ?? []).length > 0;
}

/** @returns the secret where Kith made it. `theirs`: where the network did. */
export const useListen = (network: string, isSetUp: boolean) =>
  useDoing((asking, theirs: string | undefined) =>
    asking<PushSecret>(`/${network}${isSetUp ? '/rotate' : ''}`, {
      method: 'POST',
      body: theirs === undefined ? {} : { secret: theirs },
    }),
  );

export const useStopListening = (network: string) =>
  useDoing<void, undefined>((asking) => asking(`/${network}`, { method: 'DELETE' }));
