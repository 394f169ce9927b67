import type { Locator } from 'playwright-core';

/** As much of the browser's nodes as is read here. */
interface Part {
  readonly data?: string;
  readonly getAttribute?: (name: string) => string | null;
  readonly shadowRoot?: { readonly childNodes: Iterable<Part> } | null;
  readonly childNodes: Iterable<Part>;
}

/**
 * Everything that stands in a component, behind folds and within others too, and where it leads.
 * @param given what it is given first
 */
export function allOf(component: Locator, given: object): Promise<string> {
  return component.evaluate(async (root, changes) => {
    Object.assign(root, changes);
    await new Promise((drawn) => setTimeout(drawn));
    const told = ['href', 'title', 'style', 'src', 'aria-label', 'disabled'];
    const said = (part: Part): string => {
      if (part.data !== undefined) return part.data;
      const own = told.map((name) => part.getAttribute?.(name) ?? '');
      const inside = [...(part.shadowRoot?.childNodes ?? []), ...part.childNodes].map(said);
      return [...own, ...inside].filter((one) => one !== '').join(' ');
    };
    return said(root as unknown as Part);
  }, given);
}
