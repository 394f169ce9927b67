// The second thread of `find-duplicates.ts`.
import { parentPort, workerData } from 'node:worker_threads';
import { takeRanges } from './find-duplicates.ts';
import type { Share } from './find-duplicates.ts';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(takeRanges(workerData as Share));
