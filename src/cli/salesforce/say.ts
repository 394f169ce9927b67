import { Presets, SingleBar } from 'cli-progress';
import type { StepResult } from './step-result.ts';

/** Where the command tells how it goes. */
export interface Say {
  begins(title: string): void;
  progress(done: number, total: number, what: string): void;
  line(text: string): void;
  ended(result: StepResult): void;
}

const MARKS = { there: '✓', done: '✓', missing: '·', failed: '✗' } as const;
const WIPE = '\x1b[2K\r';

/** A line for each step; and while a person is looking, what is under way: logs and pipes get lines only. */
export function openSay(
  lines: NodeJS.WritableStream,
  { stream, isTty }: { readonly stream: NodeJS.WritableStream; readonly isTty: boolean },
): Say {
  let bar: SingleBar | undefined;
  const clear = () => {
    bar?.stop();
    bar = undefined;
    if (isTty) stream.write(WIPE);
  };
  return {
    begins: (title) => {
      if (isTty) stream.write(`  ${title} …`);
    },
    progress: (done, total, what) => {
      if (!isTty || total === 0) return;
      bar ??= started(stream, total, what);
      bar.setTotal(total);
      bar.update(done, { what });
    },
    line: (text) => {
      clear();
      lines.write(`  ${text}\n`);
    },
    ended: ({ title, outcome, says }) => {
      clear();
      lines.write(`${MARKS[outcome]} ${title}: ${says}\n`);
    },
  };
}

function started(stream: NodeJS.WritableStream, total: number, what: string): SingleBar {
  stream.write(WIPE);
  const format = '  {bar} {value}/{total} {what} · {duration_formatted}';
  const bar = new SingleBar(
    { stream, format, hideCursor: true, clearOnComplete: true, stopOnComplete: false, forceRedraw: true },
    Presets.shades_classic,
  );
  bar.start(total, 0, { what });
  return bar;
}
