import { observedSays, promiseSays } from '../../core/warning/words.ts';
import type { AlertLine } from '../../http/warning-shapes.ts';
import { NetworkMark } from '../parts/network-mark.tsx';
import { When } from '../parts/when.tsx';
import { many, safeUrl } from '../words.ts';
import { LEVELS } from './warning-words.ts';

const LONG = 240;

/** One alert: how much, how seldom, in which words, by whom, and whether few accounts make it. */
export function Alert({ alert }: { readonly alert: AlertLine }) {
  const { level, name, at, phrases, fewAccounts, drivers, accounts } = alert;
  return (
    <li aria-label={`${LEVELS[level].says}: ${name}`}>
      <p>
        <span className={`pill ${LEVELS[level].pill}`}>{LEVELS[level].says}</span> <strong>{name}</strong>{' '}
        <span className="quiet">
          <When iso={at} both />
        </span>
      </p>
      <p>
        {observedSays(alert)} <span className="quiet">{promiseSays(alert)}</span>
      </p>
      {phrases.length > 0 && (
        <p>Said now and not before: {phrases.map((phrase) => `“${phrase}”`).join(', ')}.</p>
      )}
      {fewAccounts.length > 0 ? (
        <p className="trouble">Few accounts may make it: {fewAccounts.join('; ')}.</p>
      ) : (
        <p className="quiet">
          {many(accounts.posts, 'post')} by {many(accounts.authors, 'account')}; nothing speaks for a few
          behind it.
        </p>
      )}
      {drivers.length > 0 && (
        <details>
          <summary>What drives it</summary>
          <ul>
            {drivers.map((driver) => (
              <Driver key={driver.url} driver={driver} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function Driver({ driver }: { readonly driver: AlertLine['drivers'][number] }) {
  const { network, networkTitle, handle, name, influence, text, url, at } = driver;
  return (
    <li>
      <p>
        <NetworkMark network={network} title={networkTitle} /> {name ?? handle}{' '}
        <span className="quiet">
          {influence !== undefined && `influence above ${Math.round(influence)} % there · `}
          <a href={safeUrl(url)} target="_blank" rel="noopener noreferrer">
            <When iso={at} />
          </a>
        </span>
      </p>
      <blockquote>
        <p>{text.length > LONG ? `${text.slice(0, LONG)} …` : text}</p>
      </blockquote>
    </li>
  );
}
