import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { fill } from 'c/kithWords';

const TITLES = {
  who: LABELS.aboutWho,
  'whom they move': LABELS.aboutMove,
  'what they said': LABELS.aboutSaid,
};

/** The three sentences that a rep reads first, each with what it was read from. */
export default class KithHeadlines extends LightningElement {
  @api headlines = [];

  get lines() {
    return this.headlines.map(({ about, text, sources }) => ({
      about,
      text,
      title: TITLES[about] ?? about,
      sources: sources.map(({ name, url }) => ({
        url,
        key: `${name} ${url}`,
        label: fill(LABELS.source, name),
      })),
    }));
  }
}
