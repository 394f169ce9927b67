import { describe, expect, it } from 'vitest';
import { PLENTY, testbed } from './testbed.ts';

const bed = testbed();

describe('a lane whose answers take longer than most', () => {
  it('is waited for as long as it says, and others as long as they are', async () => {
    const deadlines: number[] = [];
    const deadline = (ms: number) => (deadlines.push(ms), AbortSignal.timeout(ms));
    const limitsOf = (lane: string) => ({ ...PLENTY, ...(lane === 'slow' && { attemptMs: 60_000 }) });
    const gate = bed.gate({ limitsOf, deadline });
    await gate.pass('slow', async () => 'an answer');
    await gate.pass('other', async () => 'an answer');
    expect(deadlines).toEqual([60_000, 10_000]);
  });
});
