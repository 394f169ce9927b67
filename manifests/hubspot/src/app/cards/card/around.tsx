import { Inline, Link, StatusTag, Text } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import { Section } from './section.tsx';
import { ago, safeUrl } from './words.ts';

/** What HubSpot itself knows around the contact, newest first. */
export function Around() {
  const { around = [] } = useDesk().record;
  if (around.length === 0) return undefined;
  const now = new Date();
  return (
    <Section title={`In HubSpot (${around.length})`}>
      {around.map(({ kind, id, title, status, open, at, url }) => {
        const safe = safeUrl(url);
        return (
          <Inline key={`${kind}:${id}`} gap="sm" align="center">
            <StatusTag variant={open ? 'info' : 'default'}>{kind}</StatusTag>
            {safe ? <Link href={safe}>{title}</Link> : <Text inline>{title}</Text>}
            <Text variant="microcopy">
              {[status, ago(at, now)].filter((part) => part !== undefined && part !== '').join(' · ')}
            </Text>
          </Inline>
        );
      })}
    </Section>
  );
}
