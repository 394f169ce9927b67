import { z } from 'zod';

const When = z.iso.datetime();

/** A network that can call, and how that stands. */
const PushLine = z
  .object({
    network: z.string(),
    title: z.string(),
    address: z.string().meta({ description: 'What the network is told to call' }),
    says: z.string().meta({ description: 'What has to be entered there besides the address' }),
    brings: z.boolean().meta({ description: 'The secret is the network’s own, and is entered here' }),
    erasure: z
      .string()
      .optional()
      .meta({ description: 'Where it passes on that somebody asks for what is kept of them to be erased' }),
    isSetUp: z.boolean(),
    formerUntil: When.optional().meta({ description: 'Until then the secret before this one is valid too' }),
    lastDelivery: When.optional(),
  })
  .meta({ id: 'PushLine' });
export type PushLine = z.output<typeof PushLine>;

export const PushList = z.object({ pushes: z.array(PushLine) }).meta({ id: 'PushList' });
export type PushList = z.output<typeof PushList>;

export const PushSecret = z
  .object({
    network: z.string(),
    address: z.string(),
    secret: z
      .string()
      .optional()
      .meta({ description: 'Shown this once; absent where it is the network’s own' }),
    token: z
      .string()
      .optional()
      .meta({ description: 'What the network asks for as verify token; shown this once' }),
    formerUntil: When.optional(),
  })
  .meta({ id: 'PushSecret' });
export type PushSecret = z.output<typeof PushSecret>;

/** The secret, where the network makes it. */
export const BroughtSecret = z.object({ secret: z.string().min(1).max(512).optional() });
