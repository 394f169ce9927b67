/** What a person typed into one field that holds addresses: several may stand there, in any usual separation. */
export function pieces(typed: string | undefined): readonly string[] {
  return (typed ?? '').split(/[\s;,|]+/).filter((piece) => piece !== '');
}

/**
 * The places on networks that a HubSpot contact's own properties name, as URLs, `network:handle` or `@user@host`,
 * not yet canonical, each once.
 * @param value a property's value, trimmed; undefined when empty
 */
export function handlesOf(value: (property: string) => string | undefined): string[] {
  return [
    ...new Set([
      ...pieces(value('twitterhandle')).flatMap(onTwitter),
      ...pieces(value('hs_linkedin_url')).flatMap(linked),
      ...(/^[\w.]+$/.test(value('hs_facebookid') ?? '') ? [`facebook:${value('hs_facebookid')}`] : []),
      ...pieces(value('website')).flatMap(linked),
      ...pieces(value('linkedinbio')).flatMap(spelledOut),
      ...pieces(value('twitterbio')).flatMap(spelledOut),
    ]),
  ];
}

/** The field says `@ada`, `ada`, the whole URL, or (people do that) an account elsewhere. */
function onTwitter(typed: string): string[] {
  if (/^@?\w{1,15}$/.test(typed)) return [`x:${typed.replace('@', '')}`];
  return /^@[\w.-]+@[\w.-]+$/.test(typed) ? [typed] : linked(typed);
}

/** In a field for addresses `ada.example/me` is one, although nobody typed the scheme. */
function linked(typed: string): string[] {
  if (/^https?:\/\//i.test(typed)) return [typed];
  return /^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(typed) ? [`https://${typed}`] : [];
}

/** In running text only what says that it is an address. */
function spelledOut(typed: string): string[] {
  const url = /https?:\/\/[^\s<>"')\]]+/i.exec(typed)?.[0];
  return url === undefined ? [] : [url.replace(/[.!?:]+$/, '')];
}
