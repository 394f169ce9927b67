import { Alert, EmptyState, Text } from '@hubspot/ui-extensions';
import { Around } from './around.tsx';
import { Conversations } from './conversations.tsx';
import { Consents } from './consents.tsx';
import { useDesk } from './desk.ts';
import { Freshness } from './freshness.tsx';
import { Headlines } from './headlines.tsx';
import { Influences } from './influence.tsx';
import { MappedFields } from './mapped-fields.tsx';
import { Profiles } from './profiles.tsx';
import { Reaches } from './reaches.tsx';
import { Refused } from './refused.tsx';
import { Signals } from './signals.tsx';
import { Suggestions } from './suggestions.tsx';
import { Tools } from './tools.tsx';
import { Troubles } from './troubles.tsx';

/** The record, in the order in which a rep reads it before a call. */
export function RecordView() {
  const { record } = useDesk();
  const nothing = [record.headlines, record.profiles, record.suggestions].every(({ length }) => length === 0);
  return (
    <>
      {record.sample && <Alert title="This is the sample workspace: the people in it are made up." />}
      <Troubles />
      <Signals />
      {nothing ? <Nobody /> : <Headlines />}
      <Suggestions />
      <MappedFields />
      <Conversations />
      <Influences />
      <Reaches />
      <Profiles />
      <Around />
      <Refused />
      <Tools />
      <Consents />
      <Freshness />
    </>
  );
}

function Nobody() {
  return (
    <EmptyState title="Nobody was found on open networks" layout="vertical" imageName="social" flush>
      <Text>
        Kith asks again by itself. A website or a profile address on the contact helps it to find them.
      </Text>
    </EmptyState>
  );
}
