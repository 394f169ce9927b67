import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { NetworkId } from '../core/ids.ts';
import { printContact, printCsv, printSummary } from './enrich-print.ts';
import { summarise } from './enrich-report.ts';
import type { ReportContact, ReportLink } from './enrich-report.ts';

const LINK: ReportLink = {
  network: 'github',
  handle: 'ada',
  url: 'https://github.com/ada',
  status: 'auto',
  probability: 0.984,
  because: 'Her website links to the account, and back',
  evidence: [],
};
const ADA: ReportContact = {
  id: '7',
  name: 'Ada Byron',
  links: [LINK],
  asked: [{ network: 'github', outcome: 'found' }],
};
const RUN = { interrupted: false, rows: [], ignoredColumns: [] };
const TITLES = new Map([
  [NetworkId.parse('github'), 'GitHub'],
  [NetworkId.parse('bluesky'), 'Bluesky'],
]);

describe('as CSV', () => {
  it('has one row per link', () => {
    const rows = parse(printCsv([ADA, { ...ADA, id: '8', links: [] }]), { columns: true });
    expect(rows).toEqual([
      {
        id: '7',
        name: 'Ada Byron',
        network: 'github',
        handle: 'ada',
        url: 'https://github.com/ada',
        status: 'auto',
        probability: '0.984',
        because: 'Her website links to the account, and back',
      },
    ]);
  });

  it.each(['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', '\t=1'])(
    'does not let %j run as a formula in a spreadsheet',
    (name) => {
      const [row] = parse(printCsv([{ ...ADA, name }]), { columns: true }) as { name: string }[];
      expect(row?.name).toBe(`'${name}`);
    },
  );

  it('has its header even when nobody was found', () => {
    expect(printCsv([])).toBe('id,name,network,handle,url,status,probability,because\n');
  });
});

describe('for a person', () => {
  it('tells each profile with its status, its probability and the reason', () => {
    const text = printContact({
      ...ADA,
      links: [
        LINK,
        {
          ...LINK,
          handle: 'ada2',
          url: 'https://github.com/ada2',
          status: 'rejected',
          probability: 0.04,
          because: 'Works elsewhere',
        },
      ],
    });
    expect(text).toMatch(/^Ada Byron \(7\)\n {2}✓ linked +98 % {2}github +https:\/\/github\.com\/ada\n/);
    expect(text).toMatch(/✗ refused +4 % .*ada2\n +Works elsewhere\n$/);
  });

  it('names the network that did not answer', () => {
    const text = printContact({
      ...ADA,
      links: [],
      asked: [{ network: 'github', outcome: 'trouble', says: 'is not answering' }],
    });
    expect(text).toContain('not known');
    expect(text).not.toContain('nobody found');
    expect(text).toContain('! github is not answering');
  });

  it('says why nobody was asked', () => {
    expect(printContact({ ...ADA, links: [], asked: [] })).toContain('nobody was asked: no name');
  });

  it('does not let what strangers wrote steer the terminal', () => {
    const text = printContact({
      ...ADA,
      name: 'Ada\u001B[2J\u202Ebad',
      links: [{ ...LINK, because: 'x\r\u0007y' }],
    });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('the summary', () => {
  const trouble = (says: string): ReportContact => ({
    id: '9',
    links: [],
    asked: [{ network: 'bluesky', outcome: 'trouble', says }],
  });

  it('counts what was linked, suggested and refused, and those for whom nobody was found', () => {
    const contacts: ReportContact[] = [
      ADA,
      { ...ADA, links: [{ ...LINK, status: 'suggested' }] },
      { ...ADA, links: [{ ...LINK, status: 'rejected' }] },
      { ...ADA, links: [] },
    ];
    expect(summarise(contacts, TITLES, RUN)).toMatchObject({
      contacts: 4,
      linked: 1,
      suggested: 1,
      refused: 1,
      nobody: 2,
    });
  });

  it('says for every network how far it could be asked, and why not', () => {
    const text = printSummary(
      summarise([ADA, trouble('is not answering'), trouble('is not answering')], TITLES, RUN),
    );
    expect(text).toContain('GitHub: asked about 1, answered about 1\n');
    expect(text).toContain('Bluesky: unreachable, it is not answering (2); nothing was guessed');
  });

  it('does not call somebody nobody whom a silent network may know', () => {
    expect(summarise([trouble('is not answering')], TITLES, RUN)).toMatchObject({ nobody: 0, unanswered: 1 });
  });

  it('tells a network that was not asked from one that answered nothing', () => {
    expect(printSummary(summarise([ADA], TITLES, RUN))).toContain('Bluesky: not asked');
  });

  it('tells which part of the contacts a network left unanswered', () => {
    const asked = { network: 'bluesky', outcome: 'nobody' } as const;
    const text = printSummary(
      summarise([{ ...ADA, asked: [asked] }, trouble('asked us to wait')], TITLES, RUN),
    );
    expect(text).toContain('Bluesky: asked about 2, answered about 1; of the others it asked us to wait (1)');
  });

  it('says when it was cut short and when rows were left out', () => {
    const rows = [{ line: 3, says: 'broken', skipped: true }];
    const text = printSummary(summarise([ADA], TITLES, { ...RUN, interrupted: true, rows }));
    expect(text).toMatch(/1 row could not be read; interrupted/);
  });
});
