import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type LogRecord,
  type OtlpCollector,
  readLogLines,
  startOtlpCollector,
  waitFor,
} from '@kinoline/testing';
import { createLogger, type RunningService, runService } from '../src/index.js';
import { sampleDefinition } from './sample-service.js';

let collector: OtlpCollector;
let service: RunningService;
const lines: string[] = [];

const destination = new Writable({
  write: (chunk: Buffer, _encoding, done) => {
    lines.push(...chunk.toString('utf8').trim().split('\n'));
    done();
  },
});

async function get(path: string, accept = '*/*'): Promise<Response> {
  return fetch(`${service.url}${path}`, { headers: { accept } });
}

const record = (text: string): LogRecord | undefined => readLogLines(lines).find(({ msg }) => msg === text);

beforeAll(async () => {
  collector = await startOtlpCollector();
  Object.assign(process.env, collector.environment, { SAMPLE_TOKEN: 'sample-token' });
  const definition = sampleDefinition();
  const settings = definition.settings();
  const logger = await createLogger({ ...settings.log, service: 'sample', version: '0.0.1', destination });
  service = await runService(definition, settings, logger);
});
afterAll(async () => {
  await service.close();
  await collector.stop();
});

describe('a running service', () => {
  it('logs JSON with trace, job and whatever the place adds', async () => {
    const { traceId } = (await (await get('/work')).json()) as { traceId: string };
    expect(traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
    expect(record('scene handled')).toMatchObject({
      level: 'info',
      service: 'sample',
      context: 'Sample',
      trace_id: traceId,
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      jobId: 'job-1',
      message: 'SceneRequested',
      scene: 2,
      key: 'jobs/1',
      token: '[secret]',
    });
    expect(record('the neighbour refused')).toMatchObject({ level: 'error', err: { message: 'no: why' } });
    expect(record('the neighbour refused')).not.toHaveProperty('scene');
  });

  it('exports its spans by the standard variables', async () => {
    const span = await waitFor(() => collector.spans().find(({ name }) => name === 'work'), {
      what: 'the span',
    });
    expect(span).toMatchObject({ service: 'sample', kind: 'internal', parentSpanId: undefined });
  });

  it('writes metrics as OpenMetrics with the trace as exemplar', async () => {
    const { traceId } = (await (await get('/work')).json()) as { traceId: string };
    const answer = await get('/metrics');
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    expect(text.endsWith('# EOF\n')).toBe(true);
    expect(text).toContain('# TYPE kinoline_cost_dollars counter');
    expect(text).toMatch(/kinoline_cost_dollars_total\{model="veo_3_1_fast",operation="video"\} 1\.2/);
    expect(text).toMatch(
      new RegExp(
        `kinoline_stage_duration_seconds_bucket\\{le="2.5",stage="stitch"\\} \\d # \\{trace_id="${traceId}"`,
      ),
    );
    expect(text).toContain('kinoline_messages_handled_total{message="SceneRequested",outcome="acked"}');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('answers an error without its words, and logs it without its secrets', async () => {
    const answer = await get('/fail');
    expect([answer.status, await answer.json()]).toEqual([
      500,
      { statusCode: 500, message: 'Internal server error' },
    ]);
    expect(lines.join('\n')).not.toContain('r8_');
  });

  it('is ready while its neighbour answers, and alive in any case', async () => {
    expect(await (await get('/health/ready')).json()).toMatchObject({
      status: 'ok',
      info: { neighbour: { status: 'up' } },
    });
    await get('/silence');
    const ready = await get('/health/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      error: { neighbour: { status: 'down', message: 'the neighbour does not answer' } },
    });
    expect((await get('/health/live')).status).toBe(200);
  });
});
