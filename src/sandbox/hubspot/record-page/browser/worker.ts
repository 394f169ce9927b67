import { createRemoteRoot } from '@remote-ui/core';
import type { RemoteRoot } from '@remote-ui/core';
import { createEndpoint, retain } from '@remote-ui/rpc';
import type { MessageEndpoint } from '@remote-ui/rpc';
import type { Asked, ExtensionContext, PageSide, WorkerSide } from './messages.ts';
import { componentsAt } from './vocabulary.ts';

/**
 * The world in which a card's bundle runs: a worker without a document, with HubSpot's names on its global object.
 * `React` and `RemoteUI` are put there before this file; the bundle leaves them out, as HubSpot's own build does.
 */

interface Api {
  readonly context: ExtensionContext;
  readonly actions: Readonly<Record<string, unknown>>;
  readonly runServerlessFunction: () => Promise<never>;
}
type Render = (api: Api) => unknown;

interface Global extends MessageEndpoint {
  [name: string]: unknown;
  readonly React: {
    readonly Component: new (props: object) => { state: unknown; props: object };
    createElement(type: unknown, props: object | null, ...children: unknown[]): unknown;
  };
  readonly RemoteUI: { createRoot(root: RemoteRoot): { render(element: unknown): void } };
  importScripts(url: string): void;
}

const world = globalThis as unknown as Global;
const page = createEndpoint<PageSide>(world, {
  callable: [
    ...(['addAlert', 'reloadPage', 'copyTextToClipboard', 'closeOverlay'] as const),
    ...(['refuse', 'fetch', 'log', 'fail'] as const),
  ],
});
const { call } = page;

let extension: Render | undefined;
let api: Api | undefined;
const running = (): Api => {
  if (!api) throw new Error('The extension is not running yet');
  return api;
};
const not = (what: string) => () => Promise.reject(new Error(`${what} is not there in the simulator`));
const tell = (work: Promise<unknown>): void => void work.catch(() => undefined);

Object.assign(world, {
  __HUBSPOT_EXTENSION_WORKER__: true,
  extend_V2: (render: Render) => {
    extension = render;
  },
  hsFetch,
  serverless: not('A serverless function'),
  logger: Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map((level) => [
      level,
      (data: unknown) => tell(call.log(level, String(data))),
    ]),
  ),
  hsWorkerAPI: {
    useExtensionContext: () => running().context,
    useExtensionActions: () => running().actions,
    useExtensionApi: running,
    fetchCrmProperties: not('useCrmProperties'),
    fetchAssociations: not('useAssociations'),
    fetchCrmSearch: not('useCrmSearch'),
    fetchHubSpotApi: not('HubSpot’s API'),
    formatCrmProperties: not('formatCrmProperties'),
  },
});

async function hsFetch(url: string | URL, options: Omit<Asked, 'url'> = {}): Promise<Response> {
  const { headers, ...others } = options;
  const plain = Object.fromEntries(new Headers(headers));
  const answer = await call.fetch({ ...others, url: String(url), headers: plain });
  if ('refused' in answer) throw new TypeError(answer.refused);
  const empty = answer.status === 204 || answer.status === 304;
  return new Response(empty ? null : answer.body, {
    status: answer.status,
    headers: { 'content-type': answer.type },
  });
}

const refuse = (what: string) => () => tell(call.refuse(what));

const actions = {
  addAlert: (alert: Parameters<PageSide['addAlert']>[0]) => tell(call.addAlert(alert)),
  reloadPage: () => tell(call.reloadPage()),
  copyTextToClipboard: (text: string) => call.copyTextToClipboard(text),
  closeOverlay: (id: string) => tell(call.closeOverlay(id)),
  refreshObjectProperties: () => tell(call.reloadPage()),
  openIframeModal: refuse('openIframeModal: a frame'),
  navigateToPage: refuse('navigateToPage: an app page'),
  fetchCrmObjectProperties: not('fetchCrmObjectProperties'),
  onCrmPropertiesUpdate: refuse('onCrmPropertiesUpdate'),
};

/** Ends the card on an error in its rendering, as HubSpot does, and says which. */
function boundary() {
  return class Boundary extends world.React.Component {
    override state = { failed: false };
    static getDerivedStateFromError() {
      return { failed: true };
    }
    componentDidCatch(error: unknown) {
      tell(call.fail(messageOf(error)));
    }
    render() {
      return this.state.failed ? null : (this.props as { readonly children?: unknown }).children;
    }
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const own: WorkerSide = {
  async start(receive, { bundle, context }) {
    // The page's function outlives this call.
    retain(receive);
    api = { context, actions, runServerlessFunction: not('A serverless function') };
    world.importScripts(bundle);
    if (!extension) throw new Error('The bundle never called hubspot.extend()');
    const root = createRemoteRoot(receive, { components: [...componentsAt(context.location)] });
    const element = world.React.createElement(boundary(), null, extension(api));
    world.RemoteUI.createRoot(root as RemoteRoot).render(element);
    await root.mount();
  },
};
page.expose({ ...own });

(globalThis as unknown as EventTarget).addEventListener('unhandledrejection', (event) => {
  tell(call.log('error', messageOf((event as unknown as { readonly reason: unknown }).reason)));
});
