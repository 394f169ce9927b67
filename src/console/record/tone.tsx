import type { Reading } from '../../core/conversation/reading.ts';

const SHOWN = {
  positive: ['good', '▲', 'Positive'],
  negative: ['bad', '▼', 'Negative'],
  neutral: ['plain', '●', 'Neutral'],
} as const;

interface Props {
  readonly tone: Reading['tone'];
  /** Whether the post was read at all. */
  readonly read: boolean;
}

/** How a post sounds, with the words that decided; “not sure” is an answer. */
export function Tone({ tone, read }: Props) {
  if (!read) return undefined;
  if (!tone) return <span className="pill unsure">? Tone: not sure</span>;
  const [kind, sign, text] = SHOWN[tone.label];
  return (
    <>
      <span className={`pill ${kind}`}>
        <span aria-hidden="true">{sign} </span>
        {text}
      </span>
      {tone.because.length > 0 && <span>because of “{tone.because.slice(0, 3).join('”, “')}”</span>}
    </>
  );
}
