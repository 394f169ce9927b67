import type { RequestHandler } from 'express';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Counts and times for Prometheus. Labels name routes, connectors and outcomes, never people or installations. */
export interface Metrics {
  readonly registry: Registry;
  readonly acknowledged: (connector: string) => void;
  readonly refused: (connector: string, reason: 'signature' | 'installation' | 'store' | 'flood') => void;
  readonly flushed: (rows: number) => void;
  readonly recordRead: (heat: 'hot' | 'cold') => void;
  /** Times every request; a handler names its route in `res.locals.route`. */
  readonly timing: RequestHandler;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const acknowledged = new Counter({
    name: 'kith_deliveries_acknowledged_total',
    help: 'Webhook requests kept durably and answered with 2xx',
    labelNames: ['connector'],
    registers,
  });
  const refused = new Counter({
    name: 'kith_deliveries_refused_total',
    help: 'Webhook requests not kept, by reason',
    labelNames: ['connector', 'reason'],
    registers,
  });
  const flushed = new Histogram({
    name: 'kith_inbox_flush_rows',
    help: 'Deliveries that shared one insert',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
    registers,
  });
  const reads = new Counter({
    name: 'kith_record_reads_total',
    help: 'Records read, from memory (hot) or from the database (cold)',
    labelNames: ['heat'],
    registers,
  });
  return {
    registry,
    acknowledged: (connector) => acknowledged.inc({ connector }),
    refused: (connector, reason) => refused.inc({ connector, reason }),
    flushed: (rows) => flushed.observe(rows),
    recordRead: (heat) => reads.inc({ heat }),
    timing: timing(registry),
  };
}

function timing(registry: Registry): RequestHandler {
  const seconds = new Histogram({
    name: 'kith_http_request_seconds',
    help: 'Time from the request line to the last byte of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  return (req, res, next) => {
    const from = performance.now();
    res.once('finish', () => {
      const labels = {
        method: req.method,
        route: String(res.locals['route'] ?? 'none'),
        status: res.statusCode,
      };
      seconds.observe(labels, (performance.now() - from) / 1000);
    });
    next();
  };
}
