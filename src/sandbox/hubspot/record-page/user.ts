/** Who is looking at the pages of the simulated portal. */
export interface User {
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** A rep of the customer's. She is made up, like everybody here. */
export const REP: User = {
  id: 101,
  email: 'rhea.park+sales@portal.example',
  firstName: 'Rhea',
  lastName: 'Park',
};
