import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import peopleAround from '@salesforce/apex/KithPeople.around';
import readStored from '@salesforce/apex/KithStoredRecord.read';
import { readRecord, refresh } from 'c/kithAsk';
import { LABELS } from 'c/kithLabels';
import { isEmpty, recordOf } from 'c/kithRecord';
import { trouble } from 'c/kithTrouble';

const PEOPLE_PAGES = ['Contact', 'Lead'];

/**
 * The customer record on a page of a contact, a lead, an account or a case. What the org stores is there at once; what
 * Kith knows beyond it takes its place when it arrives.
 */
export default class KithSocialPanel extends LightningElement {
  @api recordId;
  @api objectApiName;

  labels = LABELS;
  people;
  chosenId;
  stored;
  live;
  trouble;
  told = '';
  isAsking = false;
  wiredStored;

  /** The page's own record where it is a person, else whoever was chosen. */
  get personId() {
    return this.isPersonPage ? this.recordId : this.chosenId;
  }

  /** The record around which people are looked for; undefined where nobody has to be. */
  get aroundId() {
    return this.isPersonPage ? undefined : this.recordId;
  }

  get isPersonPage() {
    return PEOPLE_PAGES.includes(this.objectApiName);
  }

  @wire(peopleAround, { recordId: '$aroundId' })
  handlePeople({ data, error }) {
    if (error) this.trouble = trouble('notPermitted');
    if (!data || this.isPersonPage) return;
    this.people = data;
    this.chosenId = data[0]?.id;
  }

  @wire(readStored, { personId: '$personId' })
  handleStored(result) {
    this.wiredStored = result;
    const { data, error } = result;
    if (error || data === null) this.trouble = trouble('notPermitted');
    if (!data) return;
    this.stored = recordOf(data);
    if (data.asksLive && !this.live && !this.isAsking) this.askKith();
  }

  async askKith() {
    const { personId } = this;
    if (!personId) return;
    this.isAsking = true;
    this.told = LABELS.asking;
    const answer = await readRecord(personId);
    // Meanwhile somebody else may have been chosen.
    if (personId !== this.personId) return;
    this.isAsking = false;
    this.trouble = answer.trouble;
    this.live = answer.value ?? this.live;
    this.told = answer.trouble?.title ?? LABELS.asked;
  }

  get record() {
    return this.live ?? this.stored;
  }

  get hasChoice() {
    return (this.people?.length ?? 0) > 1;
  }

  get hasNobody() {
    return this.people?.length === 0;
  }

  /** With something stored the trouble is one line above it. */
  get hasRecord() {
    if (!this.record) return false;
    return !this.trouble || !isEmpty(this.record);
  }

  get isLoading() {
    return !this.hasNobody && (!this.record || (this.isAsking && isEmpty(this.record))) && !this.trouble;
  }

  get mayAsk() {
    return this.trouble?.kind === 'notKnown';
  }

  get mayRefresh() {
    return this.live !== undefined;
  }

  handleChoose({ detail }) {
    this.chosenId = detail;
    this.stored = undefined;
    this.live = undefined;
    this.trouble = undefined;
    this.isAsking = false;
  }

  handleRecord(event) {
    event.stopPropagation();
    this.live = event.detail;
  }

  handleAgain(event) {
    event.stopPropagation();
    this.trouble = undefined;
    this.askKith();
    if (this.wiredStored) refreshApex(this.wiredStored);
  }

  async handleAskNetworks(event) {
    event.stopPropagation();
    const answer = await refresh(this.personId);
    const told = answer.trouble
      ? { title: answer.trouble.title, message: answer.trouble.cure, variant: 'error' }
      : { title: LABELS.askedFor, variant: 'success' };
    this.dispatchEvent(new ShowToastEvent(told));
  }
}
