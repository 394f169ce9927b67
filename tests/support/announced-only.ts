import nock from 'nock';
import { afterEach, beforeEach, expect } from 'vitest';

/** Around each test: nothing is reached but what the test announces, and all that it announces is asked for. */
export function announcedOnly(): void {
  beforeEach(() => {
    nock.disableNetConnect();
  });
  afterEach(() => {
    const left = nock.pendingMocks();
    nock.cleanAll();
    expect(left, 'requests that were announced and not made').toEqual([]);
  });
}
