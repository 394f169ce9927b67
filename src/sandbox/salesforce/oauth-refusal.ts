/** What the token endpoint says no with. */
export class OAuthRefusal extends Error {
  readonly error: string;
  constructor(error: string, description: string) {
    super(description);
    this.name = 'OAuthRefusal';
    this.error = error;
  }
}

export const invalidGrant = (description: string) => new OAuthRefusal('invalid_grant', description);
