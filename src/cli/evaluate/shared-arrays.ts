type Shareable = Int32Array | Uint8Array | Float32Array | Float64Array;

/** The same value with all typed arrays in memory that threads share; an array that stands twice is copied once. */
export function shared<T>(value: T, known = new Map<object, unknown>()): T {
  if (typeof value !== 'object' || value === null) return value;
  const before = known.get(value);
  if (before !== undefined) return before as T;
  const copy = isArray(value) ? inSharedMemory(value) : copyOf(value, known);
  known.set(value, copy);
  return copy as T;
}

function copyOf(value: object, known: Map<object, unknown>): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => shared(one, known));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shared<unknown>(one, known)]));
}

const isArray = (value: object): value is Shareable =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

function inSharedMemory(array: Shareable): Shareable {
  const Kind = array.constructor as new (buffer: ArrayBufferLike) => Shareable;
  const copy = new Kind(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}
