import { Text } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';
import { ago } from './words.ts';

/** When each network was asked, and on which basis anything is kept. */
export function Freshness() {
  const { freshness, consent } = useDesk().record;
  const now = new Date();
  const asked = freshness.flatMap(({ title, askedAt }) => (askedAt ? [`${title} ${ago(askedAt, now)}`] : []));
  return (
    <>
      {asked.length > 0 && <Text variant="microcopy">Asked: {asked.join(' · ')}.</Text>}
      <Text variant="microcopy">{`${consent.says} Basis: ${consent.basis}.`}</Text>
    </>
  );
}
