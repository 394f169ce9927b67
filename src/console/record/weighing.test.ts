import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../core/identity/evidence.ts';
import { isDrawn, sideOf, weighingOf } from './weighing.ts';

const reason = (bits: number | undefined, tier: Evidence['tier'] = 'agrees'): Evidence => ({
  ...{ tier, field: 'name', says: `weighs ${bits}` },
  ...(bits !== undefined && { bits }),
});

describe('a waterfall', () => {
  it('keeps proofs apart and shows the strongest first, whichever way they speak', () => {
    const { proofs, steps } = weighingOf({
      start: { says: 'before', bits: -4 },
      evidence: [reason(1), reason(6), reason(9, 'verified')],
      counterEvidence: [reason(-3, 'differs')],
    });
    expect(proofs.map(({ tier }) => tier)).toEqual(['verified']);
    expect(steps.map(({ evidence }) => evidence.bits)).toEqual([6, -3, 1]);
  });

  const bits = fc.double({ min: -20, max: 20, noNaN: true });

  it('never leaves its scale, goes on where it stopped, and ends at the sum', () => {
    fc.assert(
      fc.property(bits, fc.array(bits), (start, all) => {
        const w = weighingOf({
          start: { says: '', bits: start },
          evidence: all.filter((b) => b >= 0).map((b) => reason(b)),
          counterEvidence: all.filter((b) => b < 0).map((b) => reason(b, 'differs')),
        });
        const stops = w.steps.map(({ bar }) => bar?.to ?? Number.NaN);
        const starts = w.steps.map(({ bar }) => bar?.from ?? Number.NaN);
        for (const one of [...stops, ...starts, w.even, w.end]) {
          expect(one).toBeGreaterThanOrEqual(0);
          expect(one).toBeLessThanOrEqual(100);
        }
        expect(starts).toEqual([w.start?.to, ...stops].slice(0, starts.length));
        expect(w.end).toBe(stops.at(-1) ?? w.start?.to);
        expect(w.bits).toBeCloseTo(
          all.reduce((sum, one) => sum + one, start),
          6,
        );
        if (Math.abs(w.bits) > 1e-6) expect(w.end > w.even).toBe(w.bits > 0);
      }),
    );
  });

  it('is not drawn where nothing was weighed', () => {
    expect(isDrawn(weighingOf({ evidence: [reason(undefined, 'verified')], counterEvidence: [] }))).toBe(
      false,
    );
    expect(isDrawn(weighingOf({ evidence: [reason(0.5)], counterEvidence: [] }))).toBe(true);
  });

  it('takes sides by weight, and by what was found where nothing is weighed', () => {
    const all = [
      reason(3),
      reason(-3),
      reason(0, 'differs'),
      reason(undefined, 'stated'),
      reason(undefined, 'differs'),
    ];
    expect(all.map(sideOf)).toEqual(['for', 'against', 'against', 'for', 'against']);
  });
});
