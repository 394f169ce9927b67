import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import addCase from '@salesforce/apex/KithNewCase.add';
import addTask from '@salesforce/apex/KithNewTask.add';
import { LABELS } from 'c/kithLabels';
import { cut, fill } from 'c/kithWords';

const CONTACT_PREFIX = '003';
const LONGEST_TITLE = 200;

/** A task or a case in this org, made of a post with the viewer's own rights. */
export default class KithNewItem extends LightningElement {
  @api personId;
  @api
  get post() {
    return this.about;
  }
  set post(post) {
    this.about = post;
    this.title = fill(LABELS.itemBegins, post.handle, cut(post.text ?? '', 80));
    this.text = `${cut(post.text ?? '', 2000)}\n${post.url}`;
  }

  labels = LABELS;
  longest = LONGEST_TITLE;
  about;
  kind = 'task';
  title = '';
  text = '';
  due = null;
  isBusy = false;
  trouble;

  get kinds() {
    const task = { value: 'task', label: LABELS.task };
    return this.personId?.startsWith(CONTACT_PREFIX) ? [task, { value: 'case', label: LABELS.case }] : [task];
  }

  get isTask() {
    return this.kind === 'task';
  }

  get submitLabel() {
    return this.isBusy ? LABELS.creating : LABELS.create;
  }

  handleChange({ target, detail }) {
    this[target.name] = detail.value;
  }

  async handleSubmit() {
    const title = this.title.trim();
    const field = this.refs.title;
    field.setCustomValidity(title === '' ? LABELS.itemMissing : '');
    if (!field.reportValidity() || this.isBusy) return;
    this.isBusy = true;
    try {
      await this.make(title);
      this.trouble = undefined;
      this.tell(fill(this.isTask ? LABELS.taskThere : LABELS.caseThere, title));
    } catch (refused) {
      this.trouble = `${LABELS.itemRefused}. ${refused?.body?.message ?? ''}`;
    } finally {
      this.isBusy = false;
    }
  }

  make(title) {
    const { personId, text } = this;
    return this.isTask
      ? addTask({ personId, title, text, due: this.due || null })
      : addCase({ contactId: personId, title, text });
  }

  tell(message) {
    this.dispatchEvent(new ShowToastEvent({ title: message, variant: 'success' }));
    this.dispatchEvent(new CustomEvent('done'));
  }
}
