import { Worker } from 'node:worker_threads';
import type { LearntLabels } from '../core/conversation/own-labels/learn.ts';
import type { Teach } from '../ports/own-labels.ts';

/** What the thread tells: how far it is, then what came of it. */
export type Taught = { readonly share: number } | { readonly learnt: LearntLabels };

/** Learns own labels on a thread of its own: whatever else this process serves goes on meanwhile. */
export const teach: Teach = (examples, progress) =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('teach-thread.ts', import.meta.url), { workerData: examples });
    thread.on('message', (told: Taught) => {
      if ('share' in told) progress(told.share);
      else resolve(told.learnt);
    });
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread that learns own labels ended early')));
  });
