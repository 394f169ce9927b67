import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import type { Preview } from './talk/settings-shape.ts';

/** Exactly what the first write would do. */
export function PreviewTable({ preview }: { readonly preview: readonly Preview[] }) {
  if (preview.length === 0) return <Text>There is nothing to write yet: nobody was found so far.</Text>;
  return (
    <>
      <Text format={{ fontWeight: 'demibold' }}>
        {preview.length === 1
          ? 'It would write, for this contact first:'
          : 'It would write, for these contacts first:'}
      </Text>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader width={130}>Contact</TableHeader>
            <TableHeader width={220}>Field</TableHeader>
            <TableHeader width={80}>Now</TableHeader>
            <TableHeader>Then</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {preview.flatMap(({ contact, name, changes }) =>
            changes.map(({ field, label, from, to }) => (
              <TableRow key={`${contact} ${field}`}>
                <TableCell>{name ?? contact}</TableCell>
                <TableCell>{label}</TableCell>
                <TableCell>{from ?? 'empty'}</TableCell>
                <TableCell>{to ?? 'empty'}</TableCell>
              </TableRow>
            )),
          )}
        </TableBody>
      </Table>
    </>
  );
}
