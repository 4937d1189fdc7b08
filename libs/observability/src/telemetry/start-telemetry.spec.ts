import { describe, expect, it } from '@jest/globals';
import { startTelemetry, tracesAreWanted } from './start-telemetry.js';

const endpoint = 'http://127.0.0.1:4318';

describe('tracesAreWanted', () => {
  it.each([
    [{}, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, true],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${endpoint}/v1/traces` }, true],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'TRUE' }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'false' }, true],
  ])('of %j is %p', (env, wanted) => {
    expect(tracesAreWanted(env)).toBe(wanted);
  });
});

describe('startTelemetry', () => {
  it('starts nothing without an endpoint', async () => {
    const telemetry = await startTelemetry({ service: 'planner', version: '1', env: {} });
    expect(telemetry.started).toBe(false);
    await telemetry.shutdown();
  });
});
