import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A port that is free now. The port is part of what a CRM signs, so it has to be known before anything listens on it. */
export async function freePort(host: string): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, host, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
