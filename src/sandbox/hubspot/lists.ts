import type { Records } from './records.ts';
import { PortalRefusal, invalid, notFound } from './refusal.ts';

export interface PortalList {
  readonly listId: string;
  readonly name: string;
  readonly objectTypeId: string;
  readonly processingType: 'MANUAL' | 'SNAPSHOT';
  readonly members: ReadonlySet<string>;
}

interface Kept extends PortalList {
  readonly members: Set<string>;
}

/** The static lists of contacts of one portal. */
export class Lists {
  readonly #lists = new Map<string, Kept>();
  readonly #contacts: Records;
  #lastId = 0;

  constructor(contacts: Records) {
    this.#contacts = contacts;
  }

  all(): readonly PortalList[] {
    return [...this.#lists.values()];
  }

  get(id: string): PortalList {
    const list = this.#lists.get(id);
    if (!list) throw notFound(`list ${id}`);
    return list;
  }

  named(name: string, objectTypeId: string): PortalList | undefined {
    return this.all().find((list) => list.name === name && list.objectTypeId === objectTypeId);
  }

  make(name: string, objectTypeId: string, processingType: PortalList['processingType']): PortalList {
    if (objectTypeId !== '0-1') throw invalid(`This simulator has no lists of ${objectTypeId}`);
    if (this.named(name, objectTypeId)) {
      throw new PortalRefusal(400, 'VALIDATION_ERROR', 'A list of this name exists', {
        subCategory: 'ListError.DUPLICATE_LIST_NAMES',
      });
    }
    this.#lastId += 1;
    const list: Kept = {
      listId: String(this.#lastId),
      name,
      objectTypeId,
      processingType,
      members: new Set(),
    };
    this.#lists.set(list.listId, list);
    return list;
  }

  add(id: string, ids: readonly string[]) {
    const members = this.#kept(id).members;
    const missing = ids.filter((one) => !this.#contacts.get(one));
    const added = ids.filter((one) => this.#contacts.get(one) && !members.has(one));
    for (const one of added) members.add(one);
    return { recordsIdsAdded: added, recordIdsRemoved: [], recordIdsMissing: missing };
  }

  remove(id: string): void {
    this.#lists.delete(this.#kept(id).listId);
  }

  #kept(id: string): Kept {
    const list = this.#lists.get(id);
    if (!list) throw notFound(`list ${id}`);
    return list;
  }
}
