/** Records as a file holds them, with the column that says which are one person. */
export interface Records {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly truth: string;
}

export function asCsv({ header, rows }: Records, delimiter = ','): string {
  const cell = (text: string) => (/["\n\r;,\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [header, ...rows].map((row) => `${row.map(cell).join(delimiter)}\n`).join('');
}
