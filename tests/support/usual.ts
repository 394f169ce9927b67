import { hourOf } from '../../src/core/warning/series.ts';
import { keepHeard } from '../../src/flows/listening/keep-heard.ts';
import type { Manners } from '../../src/flows/tend.ts';
import { warn } from '../../src/flows/warning/warn.ts';
import { openListened, postOf, stranger } from './listened.ts';
import type { openWorlds } from './world.ts';

const HOUR_MS = 3_600_000;
const WEEKS_HOURS = 4 * 168;

/** An installation in which one or two people an hour say something that a rule hears, for four weeks up to now. */
export async function openUsual(
  worlds: Awaited<ReturnType<typeof openWorlds>>,
  differs: Partial<Manners> = {},
) {
  const bed = await openListened(worlds, differs);
  const rule = await bed.rule({ any: ['kith'] });
  const begin = hourOf(bed.w.now().getTime()) + 1;
  await bed.w.pass((begin * HOUR_MS - bed.w.now().getTime()) / 1_000);
  const usual = Array.from({ length: WEEKS_HOURS }, (_, n) => ({ hour: begin - 1 - n, count: 1 + (n % 2) }));
  const measures = ['posts', 'authors'] as const;
  await bed.w.inside((w) =>
    w.warning.count(
      rule,
      measures.flatMap((measure) => usual.map((one) => ({ ...one, measure }))),
    ),
  );
  let said = 0;
  return {
    ...{ ...bed, addRule: bed.rule, rule, begin },
    /** Each text by another stranger, unless told, within this hour. */
    hears: async (
      texts: readonly string[],
      author = (n: number) => `author-${n}`,
      told: Parameters<typeof stranger>[1] = {},
    ) => {
      const at = bed.w.now();
      const mentions = texts.map((text, n) => {
        const by = stranger(author(n), told);
        return { by, post: postOf(by, text, `post-${said++}`, at) };
      });
      await bed.w.inside((w) => keepHeard(w, mentions, at, bed.deps));
    },
    /** Hours pass; after each, what was heard is counted and judged. */
    pass: async (hours: number) => {
      for (let n = 0; n < hours; n++) {
        bed.w.pass(3_600);
        await warn(bed.at, bed.deps);
      }
    },
    alerts: () => bed.w.inside((w) => w.warning.alerts(new Date(0), 50)),
  };
}

const TROUBLES = [
  'the browser shows a blank screen since nine',
  'our whole sales floor stands still',
  'resetting passwords does not help either',
  'my phone says the session has expired',
  'we get error 500 after the second factor',
  'support has not answered for hours',
  'no contact opens and the sidebar is gone',
  'Friday deadlines and nobody can get in',
  'is anybody else locked out in Berlin',
  'the status page pretends all is green',
  'spent a morning on this, switching vendors',
  'admins cannot even see the audit trail',
];

/** So many people each report the same trouble in words of their own. */
export const outage = (people: number): readonly string[] =>
  Array.from({ length: people }, (_, n) => {
    const again = n >= TROUBLES.length ? `, and ${TROUBLES[(n * 7 + 3) % TROUBLES.length]} as well` : '';
    return `Kith login fails: ${TROUBLES[n % TROUBLES.length]}${again}, terrible`;
  });
