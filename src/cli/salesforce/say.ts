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

/** A line for each step, and a bar while a person is looking: logs and pipes get lines only. */
export function openSay(stream: NodeJS.WritableStream, isTty: boolean): Say {
  let bar: SingleBar | undefined;
  const clear = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    begins: (title) => {
      if (isTty) stream.write(`  ${title} …\r`);
    },
    progress: (done, total, what) => {
      if (!isTty || total === 0) return;
      bar ??= started(stream, total, what);
      bar.setTotal(total);
      bar.update(done, { what });
    },
    line: (text) => {
      clear();
      stream.write(`  ${text}\n`);
    },
    ended: ({ title, outcome, says }) => {
      clear();
      stream.write(`${isTty ? '\x1b[2K\r' : ''}${MARKS[outcome]} ${title}: ${says}\n`);
    },
  };
}

function started(stream: NodeJS.WritableStream, total: number, what: string): SingleBar {
  const format = '  {bar} {value}/{total} {what} · {duration_formatted}';
  const bar = new SingleBar(
    { stream, format, hideCursor: true, clearOnComplete: true, stopOnComplete: false, forceRedraw: true },
    Presets.shades_classic,
  );
  bar.start(total, 0, { what });
  return bar;
}
