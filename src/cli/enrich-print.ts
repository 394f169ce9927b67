import { stringify } from 'csv-stringify/sync';
import type { Link } from '../core/identity/link.ts';
import { isUnanswered } from './enrich-report.ts';
import type { EnrichReport, ReportContact, ReportLink, ReportNetwork } from './enrich-report.ts';

const CSV_COLUMNS = ['id', 'name', 'network', 'handle', 'url', 'status', 'probability', 'because'] as const;

/**
 * One row per link. A value that a spreadsheet would take for a formula gets an apostrophe before it: what people
 * write into their profiles must not run on a desk.
 */
export function printCsv(contacts: readonly ReportContact[]): string {
  const rows = contacts.flatMap(({ id, name, links }) => links.map((link) => ({ id, name, ...link })));
  return stringify(rows, { header: true, columns: [...CSV_COLUMNS], escape_formulas: true });
}

const MARK = {
  auto: '✓ linked',
  confirmed: '✓ confirmed',
  suggested: '? suggested',
  rejected: '✗ refused',
} as const satisfies Record<Link['status'], string>;

/** One contact for a person to read: the profiles with status, probability and the reason. */
export function printContact(contact: ReportContact): string {
  const { id, name, links, asked, failed } = contact;
  const lines = links.map(printLink);
  if (failed !== undefined) lines.push(`  ! Kith failed on this contact: ${printable(failed)}`);
  else if (asked.length === 0)
    lines.push('  nobody was asked: no name, e-mail, website or handle that a network knows');
  else if (links.length === 0) lines.push(isUnanswered(contact) ? '  not known' : '  nobody found');
  for (const { network, outcome, says } of asked) {
    if (outcome === 'trouble') lines.push(`  ! ${network} ${printable(says ?? 'gave no answer')}`);
  }
  return `${[`${printable(name ?? 'no name')} (${printable(id)})`, ...lines].join('\n')}\n`;
}

function printLink({ status, probability, network, url, handle, because }: ReportLink): string {
  const percent = `${Math.round(probability * 100)} %`.padStart(5);
  const place = printable(url === '' ? `${network}:${handle}` : url);
  return `  ${MARK[status].padEnd(12)} ${percent}  ${network.padEnd(10)} ${place}\n${' '.repeat(22)}${printable(because)}`;
}

/** What came of the whole file: the counts, and for each network how far it could be asked. */
export function printSummary(summary: EnrichReport['summary']): string {
  const { contacts, linked, suggested, refused, nobody, unanswered, failed, interrupted } = summary;
  const skipped = summary.rows.filter((row) => row.skipped).length;
  const counts = [
    `${counted(contacts, 'contact')}: ${counted(linked, 'profile')} linked, ${suggested} suggested, ${refused} refused`,
    `${nobody} with nobody found`,
    ...(unanswered > 0 ? [`${unanswered} not known, because not everybody answered`] : []),
    ...(skipped > 0 ? [`${counted(skipped, 'row')} could not be read`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(interrupted ? ['interrupted: the rest was not looked up'] : []),
  ];
  return `${[counts.join('; '), ...summary.networks.map(printNetwork)].join('\n')}\n`;
}

function printNetwork({ title, asked, answered, trouble }: ReportNetwork): string {
  const reasons = trouble.map(({ says, contacts }) => `${says} (${contacts})`).join(', ');
  if (asked === 0) return `  ${title}: not asked`;
  if (answered === 0) return `  ${title}: unreachable, it ${reasons}; nothing was guessed in its place`;
  const rest = reasons === '' ? '' : `; of the others it ${reasons}`;
  return `  ${title}: asked about ${asked}, answered about ${answered}${rest}`;
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** What strangers wrote must not steer the terminal: control characters become spaces. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}
