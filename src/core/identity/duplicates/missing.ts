const SPELLINGS = new Set([
  '',
  '-',
  '--',
  '?',
  '.',
  'n/a',
  '#n/a',
  'na',
  'nan',
  'nil',
  'none',
  'null',
  '<null>',
  '\\n',
  'undefined',
  'unknown',
  'not available',
  'not known',
  'missing',
  'tbc',
  'tbd',
  'xxx',
  '0000-00-00',
  '00000000',
]);

/** Whether a cell says that nothing is known; `written` is trimmed. */
export function isMissing(written: string): boolean {
  return written.length < 14 && SPELLINGS.has(written.toLowerCase());
}
