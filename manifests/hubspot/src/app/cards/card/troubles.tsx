import { Alert, List, Text } from '@hubspot/ui-extensions';
import { useDesk } from './desk.ts';

/** The networks that could not be asked, one line each; the rest of the record is shown. */
export function Troubles() {
  const troubles = useDesk().record.freshness.flatMap(({ block, trouble }) =>
    trouble === undefined ? [] : [{ block, trouble }],
  );
  if (troubles.length === 0) return undefined;
  return (
    <Alert title="Not everything could be asked" variant="warning">
      <List>
        {troubles.map(({ block, trouble }) => (
          <Text key={block}>{trouble}</Text>
        ))}
      </List>
    </Alert>
  );
}
