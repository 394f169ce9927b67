/** What one vocabulary says of the page's person; `urls` are unchecked. */
export interface Said {
  readonly where: 'h-card' | 'JSON-LD';
  readonly name: string | undefined;
  readonly bio: string | undefined;
  readonly title: string | undefined;
  readonly employer: string | undefined;
  readonly location: string | undefined;
  readonly avatar: string | undefined;
  readonly emails: readonly string[];
  readonly urls: readonly string[];
}
