import { createRemoteReceiver } from '@remote-ui/core';
import type { RemoteReceiver } from '@remote-ui/core';
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc';
import type { Answered, Asked, CardAlert, Extension, PageSide, WorkerSide } from './messages.ts';

/** What a card may do to the page it is on. */
export interface Happenings {
  alert(alert: CardAlert): void;
  log(level: string, text: string): void;
  fail(message: string): void;
  closeOverlay(id: string): void;
}

export interface Running {
  /** The card's tree of components, as it changes. */
  readonly receiver: RemoteReceiver;
  stop(): void;
}

/** Runs an extension's bundle in a worker of its own. Its errors are told, not thrown. */
export function run(extension: Extension, on: Happenings): Running {
  const receiver = createRemoteReceiver();
  const worker = new Worker('/simulator/worker.js', { name: extension.title });
  const endpoint = createEndpoint<WorkerSide>(fromWebWorker(worker), { callable: ['start'] });
  const side: PageSide = {
    addAlert: on.alert,
    reloadPage: () => location.reload(),
    copyTextToClipboard: (text) => navigator.clipboard.writeText(text),
    closeOverlay: on.closeOverlay,
    refuse: (what) => on.alert({ type: 'warning', message: `Not in the simulator: ${what}.` }),
    fetch: forward,
    log: on.log,
    fail: on.fail,
  };
  endpoint.expose({ ...side });
  worker.addEventListener('error', ({ message }) => on.fail(message));
  endpoint.call
    .start(receiver.receive, extension)
    .catch((error: unknown) => on.fail(error instanceof Error ? error.message : String(error)));
  return { receiver, stop: () => worker.terminate() };
}

/** `hubspot.fetch` leaves the browser for HubSpot's server, which asks the app's. */
async function forward(asked: Asked): Promise<Answered> {
  try {
    const response = await fetch('/simulator/fetch', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    });
    return (await response.json()) as Answered;
  } catch {
    return { refused: 'hubspot.fetch: HubSpot is out of reach' };
  }
}
