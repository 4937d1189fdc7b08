import { describe, expect, it } from '@jest/globals';
import { spanTree } from './span-tree.js';
import type { CollectedSpan } from './spans.js';

function span(spanId: string, parentSpanId?: string, traceId = 'trace'): CollectedSpan {
  const kind = 'internal';
  const rest = { service: 'planner', kind, attributes: {}, links: [], failed: false, durationMs: 1 } as const;
  return { ...rest, name: `span ${spanId}`, traceId, spanId, parentSpanId };
}

describe('spanTree', () => {
  it('finds nothing wrong with one tree, in whatever order its spans arrive', () => {
    const { root, problems, text } = spanTree([span('c', 'b'), span('a'), span('b', 'a')]);
    expect(problems).toEqual([]);
    expect(root?.children[0]?.children[0]?.span.spanId).toBe('c');
    expect(text).toBe(
      'planner: span a (internal)\n  planner: span b (internal)\n    planner: span c (internal)',
    );
  });

  it.each([
    ['no spans', [], 'there are no spans'],
    ['two traces', [span('a'), span('b', 'a', 'other')], 'there are 2 trace ids'],
    ['two roots', [span('a'), span('b')], 'there are 2 roots'],
    ['no root', [span('a', 'b'), span('b', 'a')], 'there are 0 roots'],
    [
      'a parent that nobody sent',
      [span('a'), span('b', 'lost')],
      'the parent of planner: span b (internal) is unknown',
    ],
    ['a span twice', [span('a'), span('b', 'a'), span('b', 'a')], 'a span id occurs twice'],
  ])('says what is wrong with %s', (_case, spans, problem) => {
    expect(spanTree(spans).problems.join('\n')).toContain(problem);
  });
});
