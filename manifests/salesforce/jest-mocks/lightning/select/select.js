import { LightningElement, api } from 'lwc';

/** The stubs that come with Jest lack this one. */
export default class Select extends LightningElement {
  @api label;
  @api name;
  @api options;
  @api value;
}
