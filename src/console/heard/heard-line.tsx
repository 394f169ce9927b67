import type { HeardLine as Line } from '../../http/listening-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { safeUrl } from '../words.ts';
import { useAnswer } from './listening-queries.ts';

/** One post as a rule heard it, and the question whether it should have. */
export function HeardLine({ line, rule }: { readonly line: Line; readonly rule: string }) {
  const answer = useAnswer(line);
  const given = answer.isPending ? answer.variables : line.relevant;
  return (
    <div>
      <blockquote>
        <p>{line.text.length > LONG ? `${line.text.slice(0, LONG)} …` : line.text}</p>
      </blockquote>
      <p className="quiet">
        <a href={safeUrl(line.url)} target="_blank" rel="noopener noreferrer">
          {new Date(line.at).toLocaleDateString('en', { dateStyle: 'medium' })}
        </a>{' '}
        · heard by “{rule}” for {line.because.join(', ')}
      </p>
      <p className="acts" role="group" aria-label={`Was this relevant to “${rule}”?`}>
        <button type="button" aria-pressed={given === true} onClick={() => answer.mutate(true)}>
          Relevant
        </button>
        <button type="button" aria-pressed={given === false} onClick={() => answer.mutate(false)}>
          Not relevant
        </button>
      </p>
      <TroubleLine of={answer.error} />
    </div>
  );
}

const LONG = 400;
