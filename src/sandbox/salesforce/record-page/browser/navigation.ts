/** As much of a page reference as leads somewhere in the simulator. */
interface PageReference {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A component's class. */
type Element = new () => object;

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

/** `lightning/navigation`: records of this org, and pages elsewhere in a window of their own. */
export const NavigationMixin = Object.assign(
  (base: Element) =>
    class extends base {
      [Navigate](page: PageReference): void {
        const url = addressOf(page);
        if (page.type === 'standard__webPage') window.open(url, '_blank', 'noopener');
        else location.assign(url);
      }

      [GenerateUrl](page: PageReference): Promise<string> {
        return Promise.resolve(addressOf(page));
      }
    },
  { Navigate, GenerateUrl },
);

function addressOf({ type, attributes }: PageReference): string {
  if (type === 'standard__webPage') return attributes['url'] ?? '/';
  if (type !== 'standard__recordPage') throw new Error(`The simulator has no page of type ${type}.`);
  return `/lightning/r/${attributes['objectApiName']}/${attributes['recordId']}/view`;
}
