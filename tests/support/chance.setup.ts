import fc from 'fast-check';

/**
 * Properties draw the same cases on every run, so that a change is judged by what it changed. KITH_TEST_SEED=any draws
 * others each time and names their seed where one fails; a number repeats it.
 */
const seed = process.env['KITH_TEST_SEED'] ?? '1';
if (seed !== 'any') fc.configureGlobal({ seed: Number(seed) });
