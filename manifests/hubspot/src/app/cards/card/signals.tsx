import { Alert, Text } from '@hubspot/ui-extensions';
import { Away } from './away.tsx';
import { useDesk } from './desk.ts';
import { Section } from './section.tsx';
import type { CardPost, CardRecord } from './talk/record-shape.ts';
import { ago, cut } from './words.ts';

/** Letters of a post that are read at a glance. */
const AT_A_GLANCE = 140;

/** So many are read before a call; they come with the most telling first. */
const AT_ONCE = 3;

/** What is worth acting on now; what was dealt with is left out. */
export function Signals() {
  const open = useDesk().record.signals.filter(({ status }) => status === 'open');
  const others = open.slice(AT_ONCE);
  return (
    <>
      <Boxes signals={open.slice(0, AT_ONCE)} />
      {others.length > 0 && (
        <Section title={`${others.length} more`} seldom>
          <Boxes signals={others} />
        </Section>
      )}
    </>
  );
}

/** A box for each, with their own words where it rests on a post. */
function Boxes({ signals }: Pick<CardRecord, 'signals'>) {
  const { conversations } = useDesk().record;
  const now = new Date();
  return signals.map(({ kind, says, url, since }) => (
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
