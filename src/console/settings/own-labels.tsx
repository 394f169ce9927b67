import { useState } from 'react';
import type { FormEvent } from 'react';
import type { OwnLabelsPage } from '../../http/own-label-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { When } from '../parts/when.tsx';
import { useUnsaved } from '../unsaved.ts';
import { OwnLabelFigures } from './own-label-figures.tsx';
import { useForgetLabels, useOwnLabels, useTeach } from './own-label-queries.ts';

/** Labels that the account teaches by examples: what came of it, and how well each is told. */
export function OwnLabels() {
  const { data, error } = useOwnLabels();
  return (
    <section className="setting" aria-labelledby="own-labels">
      <h2 id="own-labels">Your own labels</h2>
      <p>
        Kith learns to sort posts into kinds of your own from examples that you have sorted: tickets, reviews,
        questions. It says a label only where nine of ten that it says are right, and else none.
      </p>
      {error && <p className="trouble">{error.message}</p>}
      {data && !data.taught && !data.lesson && <Example />}
      {data?.taught && <Taught taught={data.taught} />}
      {data?.lesson && <Lesson lesson={data.lesson} />}
      {data && <Teaching again={data.taught !== undefined} />}
    </section>
  );
}

function Example() {
  return (
    <>
      <p className="quiet">
        Nothing was taught yet. A file of examples looks like this, at least eight of each label:
      </p>
      <pre>
        {
          'text,label\n"My parcel has been on its way for two weeks",where is it\n"How do I send this back?",return\n'
        }
      </pre>
    </>
  );
}

function Taught({ taught }: { readonly taught: NonNullable<OwnLabelsPage['taught']> }) {
  const forget = useForgetLabels();
  return (
    <>
      <p>
        Taught by {taught.by} <When iso={taught.at} />, from {taught.figures.examples.toLocaleString('en')}{' '}
        examples.
      </p>
      {taught.silent !== undefined && <p className="trouble">{taught.silent}</p>}
      <OwnLabelFigures figures={taught.figures} />
      <TroubleLine of={forget.error}>They are still there.</TroubleLine>
      <p className="acts">
        <button
          type="button"
          className="danger"
          disabled={forget.isPending}
          onClick={() => forget.mutate(undefined)}
        >
          Forget these labels
        </button>
      </p>
    </>
  );
}

function Lesson({ lesson }: { readonly lesson: NonNullable<OwnLabelsPage['lesson']> }) {
  if (lesson.trouble !== undefined) return <p className="trouble">Nothing was learnt: {lesson.trouble}</p>;
  return (
    <p className="field" role="status">
      <label htmlFor="own-lesson">
        Learning from {lesson.examples.toLocaleString('en')} examples. You may close this page.
      </label>
      <progress id="own-lesson" max={1} value={lesson.progress} />
    </p>
  );
}

function Teaching({ again }: { readonly again: boolean }) {
  const [file, setFile] = useState<File>();
  const teach = useTeach();
  const isTaken = teach.isSuccess && teach.variables === file;
  useUnsaved('Examples of your own labels', file !== undefined && !isTaken);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (file) teach.mutate(file);
  }
  return (
    <form onSubmit={submit} aria-label="Teach labels">
      <p className="field">
        <label htmlFor="own-file">{again ? 'Other examples, instead of these' : 'Examples'}</label>
        <input
          id="own-file"
          type="file"
          required
          accept=".csv,.jsonl,.ndjson,text/csv,application/x-ndjson"
          aria-describedby="own-file-is"
          onChange={(event) => setFile(event.target.files?.[0])}
        />
        <span id="own-file-is" className="quiet">
          CSV with the columns text and label, or JSON lines; UTF-8, up to 5 MB. They are forgotten once they
          are learnt. What is labelled “oos” teaches what is none of the others, and is never said.
        </span>
      </p>
      <TroubleLine of={teach.error}>Nothing was taken in.</TroubleLine>
      <p className="acts">
        <button type="submit" disabled={teach.isPending}>
          {teach.isPending ? 'Sending …' : 'Teach these labels'}
        </button>
      </p>
    </form>
  );
}
