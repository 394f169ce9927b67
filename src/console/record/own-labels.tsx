import type { Reading } from '../../core/conversation/reading.ts';

/** What a post is in the words that the account taught, with those of the post that say so; nothing where not sure. */
export function OwnLabels({ labels = [] }: Pick<Reading, 'labels'>) {
  return labels.map(({ label, probability, because }) => (
    <span key={label}>
      <span className="pill plain" dir="auto">
        {label} · {Math.round(probability * 100)} %
      </span>
      {because.length > 0 && ` because of “${because.join('”, “')}”`}
    </span>
  ));
}
