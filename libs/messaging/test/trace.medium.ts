import { JobCancelled, SceneRequested } from '@kinoline/contracts';
import { waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { createMessagePublisher, PermanentError } from '../src/index.js';
import { startGenerator } from './generator-app.js';
import { type Line, startLine } from './line.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId, sceneRequested } from './samples.js';

const exporter = new InMemorySpanExporter();

describe.each(servers)('%s', (_, binary) => {
  let line: Line;
  beforeAll(async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    trace.setGlobalTracerProvider(
      new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }),
    );
    exporter.reset();
    line = await startLine(binary);
  });
  afterAll(async () => {
    await line.stop();
    context.disable();
    propagation.disable();
    trace.disable();
  });

  const spanNamed = (name: string, traceId: string): Promise<ReadableSpan> =>
    waitFor(
      () =>
        exporter
          .getFinishedSpans()
          .find((span) => span.name === name && span.spanContext().traceId === traceId),
      { what: `the span "${name}"` },
    );

  it('makes one tree of saying, handling and what the handler says', async () => {
    const parents: (string | undefined)[] = [];
    const app = await startGenerator(line.server.url, {
      scene: async ({ data }, { traceparent }) => {
        parents.push(traceparent);
        await createMessagePublisher(line.connection, { source: 'generator' }).say(
          JobCancelled,
          jobCancelled(data.jobId),
        );
      },
    });
    const jobId = newJobId();
    const root = trace.getTracer('test').startSpan('the chat message');
    await context.with(trace.setSpan(context.active(), root), () =>
      line.publisher.say(SceneRequested, sceneRequested(jobId)),
    );
    root.end();
    const { traceId } = root.spanContext();
    const sent = await spanNamed('send video.scene.requested.{jobId}.{scene}.{take}', traceId);
    const processed = await spanNamed('process video.scene.requested.{jobId}.{scene}.{take}', traceId);
    const answered = await spanNamed('send video.job.cancelled.{jobId}.{cut}', traceId);
    const heard = await spanNamed('process video.job.cancelled.{jobId}.{cut}', traceId);
    expect([sent, processed, answered, heard].map(({ kind }) => kind)).toEqual([
      SpanKind.PRODUCER,
      SpanKind.CONSUMER,
      SpanKind.PRODUCER,
      SpanKind.CONSUMER,
    ]);
    expect([sent, processed, answered, heard].map((span) => span.parentSpanContext?.spanId)).toEqual(
      [root, sent, processed, answered].map((span) => span.spanContext().spanId),
    );
    expect(parents).toEqual([`00-${traceId}-${sent.spanContext().spanId}-01`]);
    expect(processed.attributes).toMatchObject({
      'messaging.system': 'nats',
      'messaging.operation.name': 'process',
      'messaging.destination.template': 'video.scene.requested.{jobId}.{scene}.{take}',
      'messaging.consumer.group.name': 'generator-SceneRequested',
      'kinoline.job_id': jobId,
    });
    await app.close();
  });

  it('marks the span of a handler that fails, without what looks like a secret', async () => {
    const token = `4242424242:${'s'.repeat(35)}`;
    const app = await startGenerator(line.server.url, {
      cancelled: () => Promise.reject(new PermanentError(`no ${token}`)),
    });
    const root = trace.getTracer('test').startSpan('root');
    await context.with(trace.setSpan(context.active(), root), () =>
      line.publisher.say(JobCancelled, jobCancelled()),
    );
    root.end();
    const failed = await spanNamed('process video.job.cancelled.{jobId}.{cut}', root.spanContext().traceId);
    expect(failed.status).toEqual({ code: SpanStatusCode.ERROR, message: 'no [secret]' });
    expect(JSON.stringify(failed.events)).toContain('no [secret]');
    expect(JSON.stringify(failed.events)).not.toContain(token);
    expect(failed.attributes['error.type']).toBe('PermanentError');
    await app.close();
  });
});
