import type { Endpoint, Sending } from '../../src/core/outgoing/endpoint.ts';
import type { Endpoints } from '../../src/flows/endpoints.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The outgoing webhooks of an installation, made by hand: what is decided is shown, and each ping is refused. */
export function handMadeEndpoints(): Endpoints & { readonly kept: Endpoint[]; readonly sent: Sending[] } {
  const kept: Endpoint[] = [];
  const sent: Sending[] = [];
  const at = (one: string) => kept.findIndex((endpoint) => endpoint.id === one);
  const put = (one: string, change: (endpoint: Endpoint) => Endpoint) => {
    const found = kept[at(one)];
    if (found) kept[at(one)] = change(found);
    return found !== undefined;
  };
  return {
    kept,
    sent,
    list: async () => kept,
    make: async (_at, wanted) => {
      if (wanted.url.includes('localhost')) return { refused: 'Nothing is sent there: it is private.' };
      const endpoint = { id: id(kept.length), ...wanted, madeAt: NOW };
      kept.push(endpoint);
      return { endpoint, secret: 'whsec_c2hvd24gb25jZSwgYW5kIG9ubHkgb25jZQ==' };
    },
    change: async (_at, one, wanted) => {
      put(one, (endpoint) => ({ ...endpoint, ...wanted }));
      return kept[at(one)];
    },
    stop: async (_at, one) => put(one, (endpoint) => ({ ...endpoint, stopped: 'by an admin' })),
    resume: async (_at, one) =>
      put(one, ({ id: own, url, hears, madeAt }) => ({ id: own, url, hears, madeAt })),
    remove: async (_at, one) => kept.splice(at(one), at(one) < 0 ? 0 : 1).length > 0,
    rotate: async (_at, one) => (at(one) < 0 ? undefined : 'whsec_YSBuZXcgb25lLCBzaG93biB0aGlzIG9uY2U='),
    ping: async (_at, one) => {
      if (at(one) < 0) return false;
      const told = { status: 'given up', attempts: 1, answered: 410, says: 'It answered 410.' } as const;
      sent.unshift({
        id: id(90 + sent.length),
        event: id(80),
        endpoint: one,
        type: 'ping',
        at: NOW,
        ...told,
      });
      return true;
    },
    log: async (_at, one) => sent.filter(({ endpoint }) => endpoint === one),
    sendAgain: async (_at, one, sending) => {
      const n = sent.findIndex((line) => line.id === sending && line.endpoint === one);
      const line = sent[n];
      if (line) sent[n] = { ...line, status: 'waiting', attempts: 0 };
      return line !== undefined;
    },
  };
}
