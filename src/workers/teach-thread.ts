// The thread of `teach.ts`.
import { parentPort, workerData } from 'node:worker_threads';
import type { Example } from '../core/conversation/classifier/learn.ts';
import { learnOwnLabels } from '../core/conversation/own-labels/learn.ts';
import type { Taught } from './teach.ts';

const tell = (taught: Taught) => parentPort?.postMessage(taught, []);
const learnt = learnOwnLabels(workerData as readonly Example[], (share) => tell({ share }));
tell({ learnt });
