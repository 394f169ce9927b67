import { LightningElement, api } from 'lwc';
import { LABELS } from 'c/kithLabels';
import { timeOf } from 'c/kithWords';

const TITLES = {
  'job change': LABELS.jobChange,
  complaint: LABELS.complaint,
  'buying question': LABELS.buyingQuestion,
  'churn risk': LABELS.churnRisk,
  idea: LABELS.idea,
  praise: LABELS.praise,
  press: LABELS.press,
  crisis: LABELS.crisis,
  spike: LABELS.spike,
};

/** What is worth acting on now; what was dealt with is left out. */
export default class KithSignals extends LightningElement {
  @api signals = [];
  labels = LABELS;

  get open() {
    return this.signals
      .filter(({ status }) => status === 'open')
      .map((signal) => ({
        ...signal,
        at: timeOf(signal.since),
        key: `${signal.kind} ${signal.url}`,
        title: TITLES[signal.kind] ?? signal.kind,
      }));
  }
}
