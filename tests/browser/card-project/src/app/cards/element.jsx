import { Text, hubspot } from '@hubspot/ui-extensions';

hubspot.extend(() => (
  <div>
    <Text>An HTML element</Text>
  </div>
));
