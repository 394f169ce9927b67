/** The paths of HubSpot's SDK, and the dated ones that took their place. Source: HubSpot's published 2026-09 files. */
const DATED: readonly (readonly [sdk: RegExp, dated: string])[] = [
  [/^\/crm\/v[34]\/objects\//, '/crm/objects/2026-09/'],
  [/^\/crm\/v3\/properties(?=\/|$)/, '/crm/properties/2026-09'],
  [/^\/crm\/(v4\/associations|associations\/v4)(?=\/|$)/, '/crm/associations/2026-09'],
  [/^\/crm\/v3\/lists(?=\/|$)/, '/crm/lists/2026-09'],
  [/^\/crm\/v3\/pipelines(?=\/|$)/, '/crm/pipelines/2026-09'],
  [/^\/oauth\/v1\/token$/, '/oauth/2026-09/token'],
];

/** A path of the SDK as the dated API calls it; any other path as it is. */
export function dated(path: string): string {
  const [sdk, now] = DATED.find(([from]) => from.test(path)) ?? [/^/, ''];
  return path.replace(sdk, now);
}
