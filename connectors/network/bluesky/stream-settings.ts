import { z } from 'zod';

/** The public AppView; who reads another says where that network is listened to. */
export const BASE = 'https://public.api.bsky.app';

/** How it is listened to; `none`: not at all. */
export const streamSettings = {
  stream: z.enum(['jetstream', 'firehose', 'none']).optional(),
  streamBase: z.url({ protocol: /^wss?$/ }).optional(),
  /** Where the documents of `did:plc` are: the keys by which the firehose is verified. */
  directory: z.url({ protocol: /^https?$/ }).optional(),
};
export type StreamSettings = { readonly base: string } & z.output<z.ZodObject<typeof streamSettings>>;
