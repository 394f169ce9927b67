export const TYPES = ['string', 'number', 'date', 'datetime', 'enumeration', 'bool', 'phone_number'] as const;
export const FIELD_TYPES = [
  'text',
  'textarea',
  'number',
  'date',
  'select',
  'radio',
  'checkbox',
  'booleancheckbox',
  'phonenumber',
] as const;

/** A contact property as the API shows it. */
export interface Property {
  readonly name: string;
  readonly label: string;
  readonly type: (typeof TYPES)[number];
  readonly fieldType: (typeof FIELD_TYPES)[number];
  readonly groupName: string;
  readonly description?: string | undefined;
  readonly hasUniqueValue?: boolean | undefined;
  readonly formField?: boolean | undefined;
  /** Of an enumeration. */
  readonly options?: readonly { readonly label: string; readonly value: string }[] | undefined;
  /** Only the portal itself writes it. */
  readonly calculated?: boolean;
}
