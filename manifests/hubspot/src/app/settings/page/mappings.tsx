import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { AddMapping } from './add-mapping.tsx';
import { Choice } from './choice.tsx';
import { useDesk } from './desk.ts';
import { Part } from './part.tsx';
import type { Mapping } from './talk/settings-shape.ts';
import { MODE_OPTIONS, factTitle } from './titles.ts';

/** Which facts go into fields that are not Kith's own, and how. */
export function MappingsPart() {
  const { draft } = useDesk();
  return (
    <Part
      title="Fields of your own"
      says="Kith writes its own fields by itself, and into any other only what you map here. A value that a person typed is never lost: overwriting keeps it, and it can be put back."
    >
      {draft.mappings.length === 0 ? <Text>Nothing is mapped.</Text> : <Mapped />}
      <AddMapping />
    </Part>
  );
}

function Mapped() {
  const { draft } = useDesk();
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>Fact</TableHeader>
          <TableHeader>From</TableHeader>
          <TableHeader>Into</TableHeader>
          <TableHeader>How</TableHeader>
          <TableHeader>Remove</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {draft.mappings.map((mapping) => (
          <Row key={mapping.field} mapping={mapping} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ mapping }: { readonly mapping: Mapping }) {
  const { view, draft, change } = useDesk();
  const { fact, network, field, mode } = mapping;
  const label = view.fields.find(({ name }) => name === field)?.label ?? field;
  const from = view.networks.find(({ id }) => id === network)?.title ?? network ?? 'The surest profile';
  const others = (replace: readonly Mapping[]) =>
    change({ mappings: draft.mappings.flatMap((one) => (one === mapping ? replace : [one])) });
  return (
    <TableRow>
      <TableCell>{factTitle(fact)}</TableCell>
      <TableCell>{from}</TableCell>
      <TableCell>{label}</TableCell>
      <TableCell>
        <Choice
          label="How"
          name={`mode-${field}`}
          value={mode}
          options={MODE_OPTIONS}
          choose={(to) => others([{ ...mapping, mode: to }])}
        />
      </TableCell>
      <TableCell>
        <Button size="xs" variant="secondary" onClick={() => others([])}>
          {`Remove ${label}`}
        </Button>
      </TableCell>
    </TableRow>
  );
}
