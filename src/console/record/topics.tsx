import { TARGET_WORDS } from '../../core/listening/target.ts';
import type { RecordPost } from '../../core/record/record.ts';

/** What a post is about, by the listening rules of the account, with the words that say so. */
export function Topics({ topics = [] }: Pick<RecordPost, 'topics'>) {
  return topics.map(({ name, target, because }) => (
    <span key={name}>
      <span className="pill plain">{name}</span> {target && `${TARGET_WORDS[target]}, `}because of “
      {because.slice(0, 3).join('”, “')}”
    </span>
  ));
}
