import type { OwnLabelsPage } from '../../http/own-label-shapes.ts';

type Figures = NonNullable<OwnLabelsPage['taught']>['figures'];

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** How well each label is told of examples that were left out while the others were learnt; the weakest first. */
export function OwnLabelFigures({ figures }: { readonly figures: Figures }) {
  const { accuracy, said, right, labels } = figures;
  return (
    <>
      <p>
        Of examples that were left out, {percent(accuracy)} have the likeliest label. A label is said for{' '}
        {percent(said)}
        {right !== undefined && `, and ${percent(right)} of those are right`}.
      </p>
      <div className="wide-table" role="region" aria-labelledby="own-figures" tabIndex={0}>
        <table>
          <caption id="own-figures">How well each is told</caption>
          <thead>
            <tr>
              <th scope="col">Label</th>
              <th scope="col">Examples</th>
              <th scope="col">Found</th>
              <th scope="col">Right</th>
              <th scope="col">Both together</th>
            </tr>
          </thead>
          <tbody>
            {labels.map((one) => (
              <Row key={one.label} one={one} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({ one }: { readonly one: Figures['labels'][number] }) {
  const { label, examples, recall, precision, f1, weak } = one;
  return (
    <tr>
      <th scope="row">
        {label}
        {weak !== undefined && <p className="quiet">Weak. {weak}</p>}
      </th>
      <td>{examples.toLocaleString('en')}</td>
      <td>{percent(recall)}</td>
      <td>{percent(precision)}</td>
      <td>
        <meter min={0} max={1} low={0.7} optimum={1} value={f1} aria-label={`${label}: both together`} />{' '}
        {percent(f1)}
      </td>
    </tr>
  );
}
