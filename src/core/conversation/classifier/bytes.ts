import { z } from 'zod';

/** Numbers in a file of JSON. */
export const Bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));

export const base64 = ({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array | Int8Array) =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

/** A buffer of its own: numbers of four bytes must begin at a multiple of four. */
export const copied = (bytes: Buffer): ArrayBuffer => Uint8Array.from(bytes).buffer;
