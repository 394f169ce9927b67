import type { PushList, PushSecret } from '../../http/push-shapes.ts';
import { part } from './part.ts';

const { useShown, useDoing } = part('pushes', 10_000);

export const usePushes = () => useShown<PushList>();

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
