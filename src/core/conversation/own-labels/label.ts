import { z } from 'zod';

/** A label that an account taught, in its own words. It has no id: the same words are the same label. */
export const OwnLabel = z.string().trim().min(1).max(80);
