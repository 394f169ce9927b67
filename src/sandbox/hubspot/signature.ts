import { createHash, createHmac } from 'node:crypto';

interface Signed {
  readonly method: string;
  /** The public address that is asked, with its query. */
  readonly url: string;
  /** As it is sent; '' where there is none. */
  readonly body: string;
}

/** HubSpot signs over the address with these decoded, and no others. */
const decoded = (url: string) =>
  url.replaceAll(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, decodeURIComponent);

/** Signature version 3, over method, public address, the bytes and the moment. HubSpot, "Validating requests". */
export function signatureV3(clientSecret: string, request: Signed, now: Date): Record<string, string> {
  const timestamp = String(now.getTime());
  const text = `${request.method}${decoded(request.url)}${request.body}${timestamp}`;
  return {
    'X-HubSpot-Request-Timestamp': timestamp,
    'X-HubSpot-Signature-v3': createHmac('sha256', clientSecret).update(text).digest('base64'),
  };
}

/** Signature version 2, which says nothing of the moment: workflow actions, and cards beside version 3. */
export function signatureV2(clientSecret: string, request: Signed): Record<string, string> {
  const text = `${clientSecret}${request.method}${request.url}${request.body}`;
  return {
    'X-HubSpot-Signature': createHash('sha256').update(text).digest('hex'),
    'X-HubSpot-Signature-Version': 'v2',
  };
}
