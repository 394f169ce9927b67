/** What a column holds, which decides how two of its values are compared. */
export type Kind =
  | 'given name'
  | 'family name'
  | 'full name'
  | 'date'
  | 'e-mail'
  | 'phone'
  | 'postcode'
  | 'number'
  | 'identifier'
  | 'place'
  | 'address'
  | 'company'
  | 'code'
  | 'text';

/** Why a column is not compared. */
export type Ignored =
  | 'its name says that it numbers rows or groups'
  | 'each value stands once'
  | 'it is empty'
  | 'it says one thing';

export type Detected = { readonly kind: Kind } | { readonly ignored: Ignored };
