import { LightningElement, api } from 'lwc';

/** What is seldom looked at, behind its title. */
export default class KithFold extends LightningElement {
  @api label;
  /** Whether the title is one of the panel's blocks. */
  @api isHeading = false;
}
