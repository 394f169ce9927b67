import {
  Button,
  ButtonRow,
  DateInput,
  Form,
  Input,
  TextArea,
  useExtensionActions,
} from '@hubspot/ui-extensions';
import type { BaseDate } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDesk } from './desk.ts';
import { dueOn } from './items.ts';
import type { NetworkConsent } from './talk/record-shape.ts';
import { TroubleLine } from './trouble-line.tsx';
import { useWish } from './use-wish.ts';

interface Props {
  readonly asked: NetworkConsent;
}

/** Records what the person agreed to, on which day, in the words that were put to them. */
export function GiveConsent({ asked }: Props) {
  const [open, setOpen] = useState(false);
  if (open) return <ConsentForm asked={asked} cancel={() => setOpen(false)} />;
  return (
    <ButtonRow>
      <Button size="sm" onClick={() => setOpen(true)}>
        {`Record a consent for ${asked.networkTitle} …`}
      </Button>
    </ButtonRow>
  );
}

interface FormProps extends Props {
  readonly cancel: () => void;
}

function ConsentForm({ asked, cancel }: FormProps) {
  const [says, setSays] = useState('');
  const [account, setAccount] = useState('');
  const [day, setDay] = useState<BaseDate>();
  const { busy, trouble, missing, submit } = useGiving(asked, { says, account, day });
  return (
    <Form onSubmit={() => void submit()} preventDefault>
      <TextArea
        label="What they agreed to, in the words put to them, and how"
        name="says"
        required
        value={says}
        error={missing}
        validationMessage={missing ? 'Enter what the person agreed to.' : ''}
        onInput={setSays}
      />
      <DateInput
        label="On which day (today, unless told)"
        name="at"
        onChange={setDay}
        {...(day && { value: day })}
      />
      <Input
        label={`Their account on ${asked.networkTitle}, if they named it`}
        name="account"
        value={account}
        onInput={setAccount}
      />
      <Button type="submit" variant="primary" size="sm" disabled={busy}>
        Record
      </Button>
      <Button size="sm" disabled={busy} onClick={cancel}>
        Cancel
      </Button>
      <TroubleLine trouble={trouble} />
    </Form>
  );
}

interface Typed {
  readonly says: string;
  readonly account: string;
  readonly day: BaseDate | undefined;
}

/** What was recorded stands on the record that is read after it, in the place of the form. */
function useGiving({ network, networkTitle }: NetworkConsent, typed: Typed) {
  const { kith, reload } = useDesk();
  const { addAlert } = useExtensionActions<'crm.record.sidebar'>();
  const { busy, trouble, wish } = useWish();
  const [missing, setMissing] = useState(false);

  async function submit(): Promise<void> {
    const [says, account] = [typed.says.trim(), typed.account.trim()];
    setMissing(says === '');
    if (says === '') return;
    const at = typed.day && { at: dueOn(typed.day) };
    const given = { says, ...at, ...(account !== '' && { account }) };
    await wish(
      () => kith.consent(network, given),
      () => {
        addAlert({ type: 'success', message: `The consent for ${networkTitle} is recorded.` });
        void reload();
      },
    );
  }

  return { busy, trouble, missing, submit };
}
