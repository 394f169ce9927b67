const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text as it stands in a page. */
export const safe = (text: string) => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
