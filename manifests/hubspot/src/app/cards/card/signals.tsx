import { Alert, Text } from '@hubspot/ui-extensions';
import { Away } from './away.tsx';
import { useDesk } from './desk.ts';
import { ago } from './words.ts';

/** What is worth acting on now; what was dealt with is left out. */
export function Signals() {
  const { signals } = useDesk().record;
  const now = new Date();
  return signals
    .filter(({ status }) => status === 'open')
    .map(({ kind, says, url, since }) => (
      <Alert
        key={`${kind} ${url}`}
        title={kind === 'job change' ? 'They changed jobs' : capital(kind)}
        variant="tip"
      >
        <Text>{says}</Text>
        <Text variant="microcopy">
          <Away url={url}>See it</Away> · {ago(since, now)}
        </Text>
      </Alert>
    ));
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
