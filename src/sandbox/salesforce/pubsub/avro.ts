import { createRequire } from 'node:module';

/** A type of avro-js, as far as the simulator speaks it. */
export interface AvroType {
  toBuffer(value: unknown): Buffer;
  fromBuffer(buffer: Buffer): unknown;
  /** MD5 over the canonical form. */
  getFingerprint(): Buffer;
}

interface Avro {
  parse(schema: object, options: { readonly registry: Readonly<Record<string, AvroType>> }): AvroType;
  readonly types: { readonly LongType: { using(methods: object): AvroType } };
}

/** Where the Pub/Sub client is: it brings Avro and the protocol's own description. */
export const CLIENT = createRequire(import.meta.url).resolve('salesforce-pubsub-api-client');
const avro: Avro = createRequire(CLIENT)('avro-js');

/** Commit numbers of an old org are beyond what a double holds exactly. */
const Long = avro.types.LongType.using({
  fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
  toBuffer: (value: number | bigint) => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(BigInt(value));
    return buffer;
  },
  fromJSON: BigInt,
  toJSON: Number,
  isValid: (value: unknown) => typeof value === 'bigint' || Number.isSafeInteger(value),
  compare: (a: bigint, b: bigint) => Number(a > b) - Number(a < b),
});

export function avroType(schema: object): AvroType {
  return avro.parse(schema, { registry: { long: Long } });
}
