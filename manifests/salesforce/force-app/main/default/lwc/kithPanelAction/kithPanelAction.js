import { LightningElement, api } from 'lwc';

/** The panel as a quick action, for pages that have no place for it. */
export default class KithPanelAction extends LightningElement {
  @api recordId;
  @api objectApiName;
}
