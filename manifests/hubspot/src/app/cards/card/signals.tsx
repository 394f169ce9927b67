import { Alert, Text } from '@hubspot/ui-extensions';
import { Away } from './away.tsx';
import { useDesk } from './desk.ts';
import type { CardPost } from './talk/record-shape.ts';
import { ago, cut } from './words.ts';

/** Letters of a post that are read at a glance. */
const AT_A_GLANCE = 140;

/** What is worth acting on now, with their own words where it rests on a post; what was dealt with is left out. */
export function Signals() {
  const { signals, conversations } = useDesk().record;
  const now = new Date();
  return signals
    .filter(({ status }) => status === 'open')
    .map(({ kind, says, url, since }) => (
      <Alert key={`${kind} ${url}`} title={TITLES.get(kind) ?? capital(kind)} variant="tip">
        <Text>{says}</Text>
        <Quoted post={conversations.find((post) => post.url === url)} />
        <Text variant="microcopy">
          <Away url={url}>See it</Away> · {ago(since, now)}
        </Text>
      </Alert>
    ));
}

function Quoted({ post }: { readonly post: CardPost | undefined }) {
  if (!post) return undefined;
  return <Text format={{ italic: true }}>“{cut(post.text, AT_A_GLANCE)}”</Text>;
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
