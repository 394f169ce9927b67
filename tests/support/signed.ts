import { createHmac } from 'node:crypto';

/** A HubSpot webhook event; every field may be told. */
export function hubspotEvent(told: Readonly<Record<string, unknown>> & { readonly eventId: number }) {
  return {
    ...{ subscriptionId: 1, appId: 7, attemptNumber: 0, occurredAt: Date.now(), objectTypeId: '0-1' },
    ...{
      subscriptionType: 'object.propertyChange',
      propertyName: 'jobtitle',
      propertyValue: '',
      changeSource: 'CRM_UI',
    },
    ...told,
  };
}

/** Posts events as HubSpot does: signed (v3) over the public URL. @returns the status, 0 when nobody answered. */
export async function deliver(
  url: string,
  secret: string,
  events: readonly object[],
  at: Date = new Date(),
): Promise<number> {
  const body = JSON.stringify(events);
  const stamp = String(at.getTime());
  const signature = createHmac('sha256', secret).update(`POST${url}${body}${stamp}`).digest('base64');
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-hubspot-signature-v3': signature,
        'x-hubspot-request-timestamp': stamp,
      },
      signal: AbortSignal.timeout(20_000),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
