import type { RemoteChannel } from '@remote-ui/core';

/** What a card knows about where it runs, in HubSpot's words. */
export interface ExtensionContext {
  readonly location: string;
  readonly user: Readonly<Record<string, unknown>>;
  readonly portal: Readonly<Record<string, unknown>>;
  readonly crm?: { readonly objectId: number; readonly objectTypeId: string };
  readonly extension: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One extension of the app on this page, as the server wrote it into the page. */
export interface Extension {
  readonly title: string;
  /** Address of its bundle. */
  readonly bundle: string;
  /** Origin that the app names → where its server runs here. */
  readonly proxy: Readonly<Record<string, string>>;
  readonly context: ExtensionContext;
}

export interface CardAlert {
  readonly message: string;
  readonly title?: string;
  readonly type?: 'info' | 'warning' | 'success' | 'danger' | 'tip';
}

/** A call of `hubspot.fetch`. */
export interface Asked {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** What the app's server answered, or why HubSpot did not ask it. */
export type Answered =
  { readonly status: number; readonly type: string; readonly body: string } | { readonly refused: string };

/** What the worker calls on the page. */
export interface PageSide {
  addAlert(alert: CardAlert): void;
  reloadPage(): void;
  copyTextToClipboard(text: string): Promise<void>;
  closeOverlay(id: string): void;
  /** The card wanted something that this simulator has not. */
  refuse(what: string): void;
  fetch(asked: Asked): Promise<Answered>;
  log(level: string, text: string): void;
  /** The card ended with an error. */
  fail(message: string): void;
}

/** What the page calls on the worker. */
export interface WorkerSide {
  start(receive: RemoteChannel, extension: Extension): Promise<void>;
}
