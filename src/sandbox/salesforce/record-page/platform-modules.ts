const TEXTS = '@salesforce/label/c.';
const APEX = '@salesforce/apex/';

/**
 * The source of a module that Lightning itself offers to components; what it does is in `browser/`, on the page. Not
 * one of them: undefined, so that a component which imports another of the platform's modules does not compile here.
 */
export function platformModule(id: string, labels: Readonly<Record<string, string>>): string | undefined {
  if (id.startsWith(TEXTS)) return labelModule(id.slice(TEXTS.length), labels);
  if (id.startsWith(APEX)) return apexModule(id.slice(APEX.length));
  return MODULES[id];
}

const MODULES: Readonly<Record<string, string>> = {
  '@salesforce/apex': 'export const { refreshApex } = lightning;',
  'lightning/navigation': 'export const { NavigationMixin } = lightning;',
  'lightning/platformShowToastEvent': 'export const { ShowToastEvent } = lightning;',
};

function labelModule(name: string, labels: Readonly<Record<string, string>>): string {
  const text = labels[name];
  if (text === undefined) throw new Error(`The package has no label ${name}.`);
  return `export default ${JSON.stringify(text)};`;
}

function apexModule(method: string): string {
  const [type, name] = method.split('.');
  return `export default lightning.apexMethod(${JSON.stringify(type)}, ${JSON.stringify(name)});`;
}
