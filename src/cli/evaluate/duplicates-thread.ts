// The second thread of `find-duplicates.ts`. What it found is handed over, not copied.
import { parentPort, workerData } from 'node:worker_threads';
import { takeRanges } from './find-duplicates.ts';
import type { Share } from './find-duplicates.ts';

const found = takeRanges(workerData as Share);
const buffers = found.flatMap(({ firsts, seconds, bits }) => [firsts.buffer, seconds.buffer, bits.buffer]);
parentPort?.postMessage(found, buffers as ArrayBuffer[]);
