import { List, Text } from '@hubspot/ui-extensions';
import { Part } from './part.tsx';

/** HubSpot shows a card only where an administrator put it. */
export function AddTheCard() {
  return (
    <Part title="Show the card on contacts">
      <List variant="ordered">
        <Text>Open any contact, and choose Customise record at the top of it.</Text>
        <Text>Choose the view that your team uses, and there the right sidebar or a new tab.</Text>
        <Text>Add a card, search for “Kith: who they are”, add it, and save the view.</Text>
      </List>
      <Text variant="microcopy">
        Choose the sidebar for the twenty seconds before a call, the tab for all of it. Both may be there.
      </Text>
    </Part>
  );
}
