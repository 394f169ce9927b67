import {
  Button,
  DateInput,
  Form,
  Input,
  Select,
  Text,
  TextArea,
  useExtensionActions,
} from '@hubspot/ui-extensions';
import type { BaseDate } from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import { useDesk } from './desk.ts';
import { beginning, dueOn, kindsFor } from './items.ts';
import type { ItemKind } from './talk/kith.ts';
import { pressKey } from './talk/press-key.ts';
import type { CardPost } from './talk/record-shape.ts';
import { TroubleLine } from './trouble-line.tsx';
import { useWish } from './use-wish.ts';

interface Props {
  readonly about?: CardPost;
  readonly done: () => void;
}

/** A task, a ticket or a note in HubSpot, as far as the rights of the account go. */
export function AddItem({ about, done }: Props) {
  const kinds = kindsFor(useDesk().record.abilities ?? []);
  const [first] = kinds;
  if (first) return <ItemForm about={about} done={done} kinds={kinds} first={first.kind} />;
  return (
    <Text>
      This account gave Kith no right to create tasks, tickets or notes. An administrator can grant it by
      connecting the account again.
    </Text>
  );
}

interface FormProps {
  readonly about: CardPost | undefined;
  readonly done: () => void;
  readonly kinds: ReturnType<typeof kindsFor>;
  readonly first: ItemKind;
}

function ItemForm({ about, done, kinds, first }: FormProps) {
  const [kind, setKind] = useState<ItemKind>(first);
  const [{ title, body }, setWords] = useState(() => beginning(about));
  const [due, setDue] = useState<BaseDate>();
  const { busy, trouble, missing, submit } = useAdding({ kind, title, body, due }, done);
  return (
    <Form onSubmit={() => void submit()} preventDefault>
      <Select
        label="What"
        name="kind"
        value={kind}
        options={kinds.map(({ kind: value, label }) => ({ value, label }))}
        onChange={(value) => setKind(kinds.find((one) => one.kind === value)?.kind ?? kind)}
      />
      <Input
        label="Title"
        name="title"
        required
        value={title}
        error={missing}
        validationMessage={missing ? 'Say in a few words what it is about.' : ''}
        onInput={(value) => setWords({ title: value, body })}
      />
      <TextArea label="Text" name="body" value={body} onInput={(value) => setWords({ title, body: value })} />
      {kind === 'task' && <DateInput label="Due" name="due" onChange={setDue} {...(due && { value: due })} />}
      <Button type="submit" variant="primary" size="sm" disabled={busy}>
        {busy ? 'Creating …' : 'Create in HubSpot'}
      </Button>
      <TroubleLine trouble={trouble} />
    </Form>
  );
}

interface Wanted {
  readonly kind: ItemKind;
  readonly title: string;
  readonly body: string;
  readonly due: BaseDate | undefined;
}

/** The key is of the words and of this form: whoever presses twice, or again after trouble, adds one. */
function useAdding(wanted: Wanted, done: () => void) {
  const { kith, record, user, reload } = useDesk();
  const { addAlert } = useExtensionActions<'crm.record.sidebar'>();
  const { busy, trouble, wish } = useWish();
  const [missing, setMissing] = useState(false);
  const opened = useRef(Date.now());

  async function submit(): Promise<void> {
    const { kind, due } = wanted;
    const [title, body] = [wanted.title.trim(), wanted.body.trim()];
    setMissing(title === '');
    if (title === '') return;
    const item = { kind, title, body, ...(kind === 'task' && due && { due: dueOn(due) }) };
    const key = pressKey(user, opened.current, { contact: record.contact.id, ...item });
    await wish(
      () => kith.add({ ...item, key }),
      () => {
        addAlert({ type: 'success', message: `The ${kind} is in HubSpot: ${title}` });
        done();
        void reload();
      },
    );
  }

  return { busy, trouble, missing, submit };
}
