import { describe, expect, it } from '@jest/globals';
import { readSpans } from './spans.js';

const attribute = (key: string, value: object) => ({ key, value });

describe('readSpans', () => {
  it('takes the wrapping off OTLP JSON', () => {
    const span = {
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      parentSpanId: '',
      name: 'process video.scene.requested',
      kind: 5,
      startTimeUnixNano: '1700000000000000000',
      endTimeUnixNano: '1700000000250000000',
      attributes: [
        attribute('text', { stringValue: 'x' }),
        attribute('count', { intValue: '3' }),
        attribute('share', { doubleValue: 0.5 }),
        attribute('yes', { boolValue: true }),
        attribute('list', { arrayValue: { values: [{ intValue: 1 }, { stringValue: 'two' }] } }),
        attribute('nothing', {}),
      ],
      links: [{ traceId: 'c'.repeat(32), spanId: 'd'.repeat(16) }],
      status: { code: 2 },
    };
    const resource = { attributes: [attribute('service.name', { stringValue: 'generator' })] };
    expect(readSpans({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] })).toEqual([
      {
        service: 'generator',
        name: 'process video.scene.requested',
        traceId: 'a'.repeat(32),
        spanId: 'b'.repeat(16),
        parentSpanId: undefined,
        kind: 'consumer',
        attributes: { text: 'x', count: 3, share: 0.5, yes: true, list: [1, 'two'], nothing: null },
        links: [{ traceId: 'c'.repeat(32), spanId: 'd'.repeat(16) }],
        failed: true,
        durationMs: 250,
      },
    ]);
  });

  it('reads an empty request', () => {
    expect(readSpans({})).toEqual([]);
  });
});
