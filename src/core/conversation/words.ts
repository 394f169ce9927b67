/** More of a post than anybody reads at a glance changes no judgement, and keeps a hostile one harmless. */
export const READ_CHARACTERS = 5_000;

/** A post without what says nothing of its language: links, mentions, mail addresses; a hashtag keeps its word. */
export function spoken(text: string): string {
  let words = text.slice(0, READ_CHARACTERS);
  if (words.includes('://')) words = words.replace(/https?:\/\/\S+/gi, ' ');
  if (words.includes('@') || words.includes('＠'))
    words = words
      .replace(/(?:^|\s)[@＠][\p{L}\p{N}_.-]+(?:@[\p{L}\p{N}.-]+)?/gu, ' ')
      .replace(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, ' ');
  if (words.includes('#')) words = words.replace(/#([\p{L}\p{N}_]+)/gu, '$1');
  return words.trim();
}
