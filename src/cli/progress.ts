import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** One more is done. */
  step(): void;
  stop(): void;
}

/** A bar when a person is looking, else nothing: logs and pipes stay clean. */
export function openProgress(
  total: number,
  what: string,
  to: { readonly stream: NodeJS.WritableStream; readonly isTty: boolean },
): Progress {
  if (!to.isTty) return { step: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    {
      stream: to.stream,
      format: `{bar} {value}/{total} ${what} · {eta_formatted} left`,
      hideCursor: true,
      clearOnComplete: true,
      stopOnComplete: false,
      forceRedraw: true,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}
