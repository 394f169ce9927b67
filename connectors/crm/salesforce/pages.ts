/** Where a person sees a record: Salesforce sends the browser on from the org's own address. */
export function recordUrl(base: string, object: string, id: string): string {
  return `${base}/lightning/r/${object}/${encodeURIComponent(id)}/view`;
}
