import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { MentionList } from '../../http/told-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { When } from '../parts/when.tsx';
import { isSame, useUnsaved } from '../unsaved.ts';
import { useMentions, useNameHosts } from './told-queries.ts';

/** Mentions of the customer's own pages: on which hosts, what the pages carry, and what came of it. */
export function Mentions() {
  const { data, error } = useMentions();
  return (
    <section className="setting" aria-labelledby="mentions">
      <h2 id="mentions">Mentions of your pages</h2>
      <p>
        Whoever links to a page of yours can tell Kith so. The page is looked at, and what it really says is
        kept as its author’s post.
      </p>
      {error && <p className="trouble">{error.message}</p>}
      {data && <Hosts key={data.hosts.join(' ')} data={data} />}
      {data && data.hosts.length > 0 && <Told data={data} />}
      {data && data.mentions.length > 0 && (
        <ul className="webhooks">
          {data.mentions.map((one) => (
            <Line key={`${one.source} ${one.target}`} one={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** What the pages carry, so that whoever links to them finds where to say so. */
function Told({ data: { address, hint, mentions } }: { readonly data: MentionList }) {
  if (!URL.canParse(address))
    return (
      <p className="quiet">
        Nobody can tell this Kith: set KITH_PUBLIC_URL to an address of the public internet.
      </p>
    );
  return (
    <>
      <p>
        Let the pages carry this in their head: <code>{hint}</code>
      </p>
      {mentions.length === 0 && <p className="quiet">Nobody told of a mention yet.</p>}
    </>
  );
}

function Hosts({ data }: { readonly data: MentionList }) {
  const id = useId();
  const [typed, setTyped] = useState(data.hosts.join(' '));
  const name = useNameHosts();
  const hosts = typed.split(/[\s,]+/).filter(Boolean);
  useUnsaved('Hosts of your pages', !isSame(data.hosts, hosts));
  function submit(event: FormEvent): void {
    event.preventDefault();
    name.mutate(hosts);
  }
  return (
    <form onSubmit={submit} aria-label="Mentions of your pages">
      <p className="field">
        <label htmlFor={id}>Hosts of your pages</label>
        <input
          id={id}
          value={typed}
          placeholder="acme.example www.acme.example"
          aria-describedby={`${id}-says`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <span id={`${id}-says`} className="quiet">
          With spaces between them. None: no mentions are received.
        </span>
      </p>
      <TroubleLine of={name.error}>Nothing was changed.</TroubleLine>
      <p className="acts">
        <button type="submit" disabled={name.isPending}>
          Receive mentions of these
        </button>
      </p>
    </form>
  );
}

const STATE = {
  waiting: 'will be looked at',
  kept: 'is kept',
  refused: 'is not kept',
  gone: 'is gone',
} as const satisfies Record<MentionList['mentions'][number]['state'], string>;

function Line({ one }: { readonly one: MentionList['mentions'][number] }) {
  const { source, target, state, says, receivedAt } = one;
  return (
    <li>
      <p>
        <code>{source}</code> <span className="quiet">{STATE[state]}</span>
      </p>
      <p className="quiet">
        Of <code>{target}</code>, told <When iso={receivedAt} />. {says}
      </p>
    </li>
  );
}
