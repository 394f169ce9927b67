// The thread of `weigh.ts`.
import { parentPort, workerData } from 'node:worker_threads';
import { weighing } from '../core/influence/weighing.ts';
import type { Asked } from './weigh.ts';

const weighed = weighing(workerData as Date);
parentPort?.on('message', (asked: Asked) => parentPort?.postMessage(answerTo(asked), []));

function answerTo(asked: Asked): unknown {
  switch (asked.what) {
    case 'accounts':
      return weighed.accounts(...asked.given);
    case 'edges':
      return weighed.edges(...asked.given);
    case 'worked':
      return weighed.worked(...asked.given);
    case 'compare':
      return weighed.compare(...asked.given);
    case 'scores':
      return weighed.scores(...asked.given);
  }
}
