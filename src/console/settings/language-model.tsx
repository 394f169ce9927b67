import type { Part } from './decisions.tsx';

/** Whether threads may be given to a language model, and what of them that is. */
export function LanguageModel({ page, shown, change }: Part) {
  const { model } = page;
  return (
    <fieldset className="setting">
      <legend id="model">Summaries by a language model</legend>
      <label className="switch">
        <input
          type="checkbox"
          checked={model !== undefined && shown.model}
          disabled={model === undefined}
          aria-describedby="model-says"
          onChange={({ target: { checked } }) => change({ model: checked })}
        />
        {model ? `${model.name} at ${model.host} may summarise conversations` : 'None is set up'}
      </label>
      <p id="model-says" className="quiet">
        {model
          ? `Each time somebody presses “Summarise” on a conversation, up to 60 of its posts are sent to ${model.host}, what strangers say in it too. Names, handles, e-mail addresses, links and long numbers are taken out before and put back afterwards; posts of networks that forbid it are left out. What it writes stands beside the conversation’s own sentences and is not kept in the record.`
          : 'Set KITH_MODEL_URL and KITH_MODEL_NAME where Kith runs, best to a model on the same machine. Kith sums up conversations without one.'}
      </p>
    </fieldset>
  );
}
