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
      <Alert key={`${kind} ${url}`} title={TITLES.get(kind) ?? capital(kind)} variant="tip">
        <Text>{says}</Text>
        <Text variant="microcopy">
          <Away url={url}>See it</Away> · {ago(since, now)}
        </Text>
      </Alert>
    ));
}

const TITLES: ReadonlyMap<string, string> = new Map([
  ['job change', 'They changed jobs'],
  ['complaint', 'They complained'],
  ['buying question', 'They asked about buying'],
  ['churn risk', 'They may leave'],
  ['idea', 'They have an idea'],
  ['praise', 'They praised'],
  ['press', 'The press asks'],
  ['crisis', 'They told of a crisis'],
  ['spike', 'They are behind a surge'],
]);

/** The word of a newer Kith, for what this card has no title of. */
const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
