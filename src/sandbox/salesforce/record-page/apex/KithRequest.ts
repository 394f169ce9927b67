/** Simulator of `KithRequest.cls`: something to ask of Kith about one contact or lead. */
export interface KithRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Behind the address of Kith, beginning with a slash. */
  readonly path: string;
  readonly body: string;
}

export const read = (personId: string): KithRequest => ({
  ...{ method: 'GET', path: `${at(personId)}?with=reaches`, body: '' },
});

export const refresh = (personId: string): KithRequest => post(`${at(personId)}/refresh`, {});

export const decide = (personId: string, network: string, profile: string, says: string): KithRequest =>
  post(`${at(personId)}/links/${inPath(network)}/${inPath(profile)}/verdict?with=reaches`, { says });

export const draft = (personId: string, network: string, about: string): KithRequest =>
  post(`${at(personId)}/reply-draft`, { network, post: about });

export const answer = (personId: string, field: string, accept: boolean): KithRequest =>
  post(`${at(personId)}/suggestions/${inPath(field)}`, { accept });

export const putBack = (personId: string, field: string): KithRequest =>
  post(`${at(personId)}/fields/${inPath(field)}/undo`, {});

type Given = Readonly<Record<'says' | 'day' | 'account', string>>;

export const consent = (personId: string, network: string, { says, day, account }: Given): KithRequest => {
  const body = { says, ...(day.trim() !== '' && { at: day }), ...(account.trim() !== '' && { account }) };
  return { method: 'PUT', path: consentAt(personId, network), body: JSON.stringify(body) };
};

export const withdraw = (personId: string, network: string): KithRequest => ({
  ...{ method: 'DELETE', path: consentAt(personId, network), body: '' },
});

const consentAt = (personId: string, network: string) => `${at(personId)}/consents/${inPath(network)}`;
const at = (personId: string) => `/api/v1/records/${personId}`;
const inPath = encodeURIComponent;
const post = (path: string, body: object): KithRequest => ({
  method: 'POST',
  path,
  body: JSON.stringify(body),
});
