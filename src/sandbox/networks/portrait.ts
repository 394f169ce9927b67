import { createHash } from 'node:crypto';

/** A picture of nobody: hills and a sun in colours made from a name, as a `data:` URL, so that nothing is fetched. */
export function portraitOf(name: string): string {
  const [hue = 0, height = 0, sun = 0] = createHash('sha256').update(name).digest();
  const colour = (shift: number, light: number) => `hsl(${(hue * 1.4 + shift) % 360} 45% ${light}%)`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="${colour(0, 78)}"/>` +
    `<circle cx="${12 + (sun % 40)}" cy="${14 + (height % 12)}" r="8" fill="${colour(60, 92)}"/>` +
    `<path d="M0 ${34 + (height % 10)} Q20 ${20 + (sun % 14)} 40 44 T64 36V64H0Z" fill="${colour(20, 52)}"/>` +
    `<path d="M0 54 Q24 38 64 ${46 + (height % 10)}V64H0Z" fill="${colour(40, 34)}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
