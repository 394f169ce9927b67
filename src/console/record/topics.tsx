import type { RecordPost } from '../../core/record/record.ts';

/** What a post is about, by the listening rules of the account, with the words that say so. */
export function Topics({ topics = [] }: Pick<RecordPost, 'topics'>) {
  return topics.map(({ name, because }) => (
    <span key={name}>
      <span className="pill plain">{name}</span> because of “{because.slice(0, 3).join('”, “')}”
    </span>
  ));
}
