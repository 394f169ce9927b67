import { Text, hubspot } from '@hubspot/ui-extensions';

hubspot.extend(() => <Text style={{ color: 'red' }}>Red</Text>);
