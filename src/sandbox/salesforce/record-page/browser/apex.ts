/** What a wired member of a component is given. */
interface Provisioned {
  readonly data: unknown;
  readonly error: unknown;
}

type Parameters = Readonly<Record<string, unknown>>;

/** Who asks again for what was provisioned to a component. */
const providers = new WeakMap<Provisioned, () => Promise<void>>();

/** `refreshApex(wired)`: asks the org again for what a wire provisioned. */
export async function refreshApex(wired: Provisioned): Promise<void> {
  await providers.get(wired)?.();
}

/**
 * What `import method from '@salesforce/apex/Class.method'` gives: a function that calls it, and an adapter for `@wire`.
 * As in Lightning, a wire with an undefined parameter asks nothing.
 */
export function apexMethod(type: string, name: string) {
  const call = (parameters: Parameters = {}) => ask(type, name, parameters);
  return Object.assign(call, {
    adapter: class {
      private readonly provide: (value: Provisioned) => void;
      private config: Parameters = {};

      constructor(provide: (value: Provisioned) => void) {
        this.provide = provide;
        provide({ data: undefined, error: undefined });
      }

      connect(): void {}

      disconnect(): void {}

      update(config: Parameters): void {
        this.config = config;
        if (!Object.values(config).includes(undefined)) void this.provision();
      }

      private async provision(): Promise<void> {
        const asked = this.config;
        const given = await call(asked).then(
          (data): Provisioned => ({ data, error: undefined }),
          (error: unknown): Provisioned => ({ data: undefined, error }),
        );
        if (asked !== this.config) return;
        providers.set(given, () => this.provision());
        this.provide(given);
      }
    },
  });
}

/** @throws with `status` and `body.message`, as components of Lightning read it */
async function ask(type: string, name: string, parameters: Parameters): Promise<unknown> {
  const response = await fetch(`/aura/apex/${type}/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  const body = (await response.json()) as { readonly returnValue?: unknown; readonly message?: string };
  if (!response.ok) throw Object.assign(new Error(body.message), { status: response.status, body });
  return body.returnValue;
}
