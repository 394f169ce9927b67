import { Text, hubspot } from '@hubspot/ui-extensions';
import { useState } from 'react';

function Card() {
  const [pressed, setPressed] = useState(false);
  if (!pressed) queueMicrotask(() => setPressed(true));
  if (pressed) throw new Error('the card has a bug');
  return <Text>Not for long</Text>;
}

hubspot.extend(() => <Card />);
