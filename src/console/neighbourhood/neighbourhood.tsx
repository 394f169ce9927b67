import { Picture } from './picture.tsx';
import { useNeighbourhood } from './neighbourhood-query.ts';
import { ReachedLine } from './reached-line.tsx';

/** Which of the customer's contacts and open deals this person reaches: in sentences, as a picture, and as a list. */
export function Reaches({ contact }: { readonly contact: string }) {
  const { data: around, error } = useNeighbourhood(contact);
  if (!around)
    return error ? <p className="quiet">Whom they reach cannot be read: {error.message}</p> : undefined;
  const { says, people, more, troubles } = around;
  return (
    <section className="group neighbourhood" aria-labelledby="reaches">
      <h2 id="reaches">Whom they reach</h2>
      {says.map((sentence) => (
        <p key={sentence} dir="auto">
          {sentence}
        </p>
      ))}
      {troubles.map((trouble) => (
        <p key={trouble} className="trouble-text">
          {trouble}
        </p>
      ))}
      {people.length > 0 && (
        <>
          <Picture around={around} />
          <ol className="reached-list" aria-label="Whom they reach, one by one">
            {people.map((person) => (
              <ReachedLine key={person.contact} person={person} />
            ))}
          </ol>
          {more > 0 && <p className="quiet">And {more.toLocaleString('en')} more, less strongly.</p>}
        </>
      )}
    </section>
  );
}
