const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** An 18-character id: the key prefix of its object (three characters), a number, and the checksum. */
export function idOf(keyPrefix: string, number: number): string {
  return checked(`${keyPrefix}Ws0${base62(number).padStart(9, '0')}`);
}

/**
 * An id as it is kept: 15 case-sensitive characters are completed with their checksum, 18 must have the right one.
 * @returns undefined for what is no id
 */
export function readId(text: string): string | undefined {
  if (!/^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(text)) return undefined;
  const whole = checked(text.slice(0, 15));
  return text.length === 15 || whole === text ? whole : undefined;
}

/** Three characters, each telling which of five are capitals: so an id survives a table that ignores case. */
function checked(fifteen: string): string {
  const check = [0, 5, 10].map((from) => {
    const capitals = [...fifteen.slice(from, from + 5)].map((char) => (/[A-Z]/.test(char) ? 1 : 0));
    return CHECKS[capitals.reduce<number>((sum, bit, place) => sum + bit * 2 ** place, 0)] ?? 'A';
  });
  return fifteen + check.join('');
}

function base62(number: number): string {
  const rest = Math.floor(number / 62);
  return (rest > 0 ? base62(rest) : '') + (DIGITS[number % 62] ?? '0');
}
