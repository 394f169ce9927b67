/** Simulator of `KithRequest.cls`: something to ask of Kith about one contact or lead. */
export interface KithRequest {
  readonly method: 'GET' | 'POST';
  /** Behind the address of Kith, beginning with a slash. */
  readonly path: string;
  readonly body: string;
}

export const read = (personId: string): KithRequest => ({ method: 'GET', path: at(personId), body: '' });

export const refresh = (personId: string): KithRequest => post(`${at(personId)}/refresh`, {});

export const decide = (personId: string, network: string, profile: string, says: string): KithRequest =>
  post(`${at(personId)}/links/${inPath(network)}/${inPath(profile)}/verdict`, { says });

export const draft = (personId: string, network: string, about: string): KithRequest =>
  post(`${at(personId)}/reply-draft`, { network, post: about });

export const answer = (personId: string, field: string, accept: boolean): KithRequest =>
  post(`${at(personId)}/suggestions/${inPath(field)}`, { accept });

export const putBack = (personId: string, field: string): KithRequest =>
  post(`${at(personId)}/fields/${inPath(field)}/undo`, {});

const at = (personId: string) => `/api/v1/records/${personId}`;
const inPath = encodeURIComponent;
const post = (path: string, body: object): KithRequest => ({
  method: 'POST',
  path,
  body: JSON.stringify(body),
});
