import type { Reading } from '../../core/conversation/reading.ts';

const EMOTIONS: Readonly<Record<NonNullable<Reading['emotion']>['label'], string>> = {
  joy: 'Joy',
  anger: 'Anger',
  sadness: 'Sadness',
  fear: 'Fear',
  surprise: 'Surprise',
  disgust: 'Disgust',
};

/** Civil is how people usually write, and is not said. */
const ROUGH = { hateful: 'Sounds hateful', offensive: 'Sounds offensive' } as const;

/** What a post feels, and whether it is rough: it says so, and hides nothing. Where Kith is not sure, nothing. */
export function Feeling({ emotion, toxicity }: Pick<Reading, 'emotion' | 'toxicity'>) {
  return (
    <>
      {emotion && (
        <span className="pill plain">
          {EMOTIONS[emotion.label]} · {percent(emotion.probability)}
        </span>
      )}
      {toxicity && toxicity.label !== 'civil' && (
        <span className="pill bad">
          <span aria-hidden="true">⚠ </span>
          {ROUGH[toxicity.label]} · {percent(toxicity.probability)}
        </span>
      )}
    </>
  );
}

const percent = (probability: number) => `${Math.round(probability * 100)} %`;
