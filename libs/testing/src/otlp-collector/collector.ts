import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { type CollectedSpan, type OtlpTraces, readSpans } from './spans.js';

/** A receiver of spans for tests: OTLP over HTTP with JSON bodies, kept in memory. */
export interface OtlpCollector {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoint: string;
  /** The variables that make a service export to this collector. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every span received so far. */
  spans(): CollectedSpan[];
  /** The spans of one trace. */
  trace(traceId: string): CollectedSpan[];
  /** Forgets what was received. */
  clear(): void;
  stop(): Promise<void>;
}

async function receive(request: IncomingMessage): Promise<CollectedSpan[]> {
  const raw = await buffer(request);
  const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
  return request.url === '/v1/traces' ? readSpans(JSON.parse(body.toString('utf8')) as OtlpTraces) : [];
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
}

/** Starts a collector on a free port of the loopback interface. */
export async function startOtlpCollector(): Promise<OtlpCollector> {
  let spans: CollectedSpan[] = [];
  const server = createServer((request, response) => {
    receive(request).then(
      (received) => {
        spans.push(...received);
        answer(response, 200);
      },
      () => answer(response, 400),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '200',
    },
    spans: () => [...spans],
    trace: (traceId) => spans.filter((span) => span.traceId === traceId),
    clear: () => {
      spans = [];
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
