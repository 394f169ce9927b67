import type { Part } from './decisions.tsx';

/** Accounts of the customer's own: what they say in a conversation is marked as ours. */
export function OwnAccounts({ shown, change }: Part) {
  return (
    <fieldset className="setting">
      <legend id="own-accounts">Accounts of our own</legend>
      <p className="field">
        <label htmlFor="ours">Their addresses, one on a line</label>
        <textarea
          id="ours"
          rows={3}
          value={shown.ours.join('\n')}
          aria-describedby="ours-says"
          onChange={({ target: { value } }) => change({ ours: value.split('\n') })}
          onBlur={() => change({ ours: shown.ours.filter((line) => line.trim() !== '') })}
        />
        <span id="ours-says" className="quiet">
          such as https://bsky.app/profile/example.com or github:example: in conversations they are marked as
          ours
        </span>
      </p>
    </fieldset>
  );
}
