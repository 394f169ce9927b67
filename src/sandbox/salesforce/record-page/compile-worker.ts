import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { compile } from './compile.ts';

const Sources = z.object({ components: z.string(), labels: z.record(z.string(), z.string()) });

// On a thread of its own: the org answers others meanwhile.
parentPort?.postMessage(await compile(Sources.parse(workerData)), []);
