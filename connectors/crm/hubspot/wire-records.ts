import { z } from 'zod';
import { WireTrouble } from './refusals.ts';

/** A deal, ticket, company, task or note, as a batch read gives it. */
export const WireRecord = z.object({
  id: z.string().min(1),
  properties: z.record(z.string(), z.string().nullish()),
  createdAt: z.coerce.date(),
});
export type WireRecord = z.output<typeof WireRecord>;
export const Records = z.object({
  results: z.array(WireRecord),
  errors: z.array(WireTrouble).default([]),
});
export const Created = z.object({ id: z.string().min(1) });

/** A contact with what it is associated with, by kind; one record stands there once for each way of being associated. */
export const Associated = z.object({
  id: z.string().min(1),
  associations: z
    .record(z.string(), z.object({ results: z.array(z.object({ id: z.string().regex(/^\d+$/) })) }))
    .default({}),
});

const Paging = z.object({ next: z.object({ after: z.string() }).nullish() }).nullish();

/** What each of many records is associated with, with `paging` where that is not all; one that is with nothing is an error. */
export const AssociatedMany = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.string() }),
      to: z.array(z.object({ toObjectId: z.union([z.string(), z.number()]).transform(String) })),
      paging: Paging,
    }),
  ),
  errors: z.array(WireTrouble).default([]),
});

/** A page of what a search finds. */
export const FoundRecords = z.object({ results: z.array(WireRecord), paging: Paging });

const Stage = z.object({
  id: z.string(),
  label: z.string(),
  displayOrder: z.number().default(0),
  /** `isClosed` of a deal's stage, `ticketState` of a ticket's. */
  metadata: z.record(z.string(), z.unknown()).default({}),
});
export const Pipelines = z.object({
  results: z.array(z.object({ id: z.string(), displayOrder: z.number().default(0), stages: z.array(Stage) })),
});
export type Pipelines = z.output<typeof Pipelines>['results'];

const List = z.object({
  listId: z.union([z.string(), z.number()]).transform(String),
  name: z.string(),
  objectTypeId: z.string(),
  processingType: z.string(),
});
export const OneList = z.object({ list: List });
export const FoundLists = z.object({ lists: z.array(List), hasMore: z.boolean(), offset: z.number() });
