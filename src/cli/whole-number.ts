import { InvalidArgumentError } from 'commander';

/**
 * Reads a whole number of up to six digits (for commander).
 * @throws InvalidArgumentError that says what to write.
 */
export function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('a whole number, such as 200');
  return Number(text);
}
