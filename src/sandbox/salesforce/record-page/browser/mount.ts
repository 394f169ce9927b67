/** What the built script of the package defines. */
interface Components {
  createElement(name: string, options: { readonly is: unknown }): Component;
  readonly Panel: unknown;
  readonly Refresh: unknown;
}

/** A component of the package, as the page sets it. */
interface Component extends HTMLElement {
  recordId: string;
  objectApiName?: string;
  invoke?: () => Promise<void>;
}

declare global {
  var components: Components | undefined;
}

const BUILDING = 'Building the components of the package. This is done once, and takes about ten seconds …';

/** Puts the panel into its place, and the quick action behind its button, as soon as the components are built. */
export async function mount(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-panel]');
  if (!place) return;
  say(place, 'status', BUILDING);
  try {
    show(place, await load());
  } catch (error) {
    say(place, 'alert', 'The components of the package could not be built.', String(error));
  }
}

/** @throws Error with what does not compile */
async function load(): Promise<Components> {
  const response = await fetch('/lightning/components');
  const { script, failed } = (await response.json()) as { script?: string; failed?: string };
  if (script === undefined) throw new Error(failed ?? `The org answered ${response.status}.`);
  await new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement('script'), { src: script });
    element.addEventListener('load', resolve);
    element.addEventListener('error', () => reject(new Error(`${script} was not loaded.`)));
    document.head.append(element);
  });
  if (!globalThis.components) throw new Error(`${script} defines no components.`);
  return globalThis.components;
}

function show(place: HTMLElement, { createElement, Panel, Refresh }: Components): void {
  const { record: recordId = '', object: objectApiName = '' } = place.dataset;
  const panel = Object.assign(createElement('c-kith-social-panel', { is: Panel }), {
    recordId,
    objectApiName,
  });
  place.replaceChildren(panel);
  const action = Object.assign(createElement('c-kith-refresh-action', { is: Refresh }), { recordId });
  // A quick action without a screen is on the page, and shows nothing.
  place.append(action);
  document.querySelector('[data-action=refresh]')?.addEventListener('click', () => void action.invoke?.());
}

function say(place: HTMLElement, role: 'status' | 'alert', ...lines: readonly string[]): void {
  const card = document.createElement('div');
  card.className = 'slds-card building';
  card.role = role;
  card.append(
    ...lines.map((line, n) =>
      Object.assign(document.createElement(n === 0 ? 'p' : 'pre'), { textContent: line }),
    ),
  );
  place.replaceChildren(card);
}
