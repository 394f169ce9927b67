import type { SettingsPage } from '../../http/settings-shapes.ts';
import { PageLink } from '../parts/page-link.tsx';

/** Exactly what the next write does: whose field, from what, to what. */
export function PreviewTable({ preview }: Pick<SettingsPage, 'preview'>) {
  if (preview.length === 0) return <p className="quiet">Nothing waits to be written.</p>;
  const rows = preview.flatMap(({ contact, name, changes }) =>
    changes.map((change) => ({ contact, name: name ?? `Contact ${contact}`, ...change })),
  );
  return (
    <div className="wide-table" role="region" aria-labelledby="preview" tabIndex={0}>
      <table>
        <caption id="preview">What would be written next, for the first {preview.length}</caption>
        <thead>
          <tr>
            <th scope="col">Contact</th>
            <th scope="col">Field</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ contact, name, field, label, from, to }) => (
            <tr key={`${contact} ${field}`}>
              <th scope="row">
                <PageLink to={{ contact }}>{name}</PageLink>
              </th>
              <td>{label}</td>
              <td>{from ?? <span className="quiet">empty</span>}</td>
              <td>{to ?? <span className="quiet">emptied</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
