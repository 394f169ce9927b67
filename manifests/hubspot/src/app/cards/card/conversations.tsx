import { Divider, Text } from '@hubspot/ui-extensions';
import { Fragment } from 'react';
import { useDesk } from './desk.ts';
import { Post } from './post.tsx';
import { Section } from './section.tsx';

const BESIDE = 3;
const IN_A_TAB = 10;

/** What the linked profiles said in public, newest first. */
export function Conversations() {
  const { record, size } = useDesk();
  const { profiles, conversations, keyphrases } = record;
  if (profiles.length === 0) return undefined;
  const shown = conversations.slice(0, size === 'compact' ? BESIDE : IN_A_TAB);
  return (
    <Section title="Latest conversations">
      {shown.length === 0 && <Text>Nothing said in public is known yet.</Text>}
      {keyphrases && keyphrases.length > 0 && (
        <Text variant="microcopy">
          Keeps coming back to{' '}
          {keyphrases.map(({ phrase, posts }) => `“${phrase}” (${posts} posts)`).join(', ')}
        </Text>
      )}
      {shown.map((post, n) => (
        <Fragment key={`${post.network}:${post.id}`}>
          {n > 0 && <Divider />}
          <Post post={post} />
        </Fragment>
      ))}
    </Section>
  );
}
