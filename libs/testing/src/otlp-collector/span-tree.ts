import type { CollectedSpan } from './spans.js';

/** A span with those it caused. */
export interface SpanNode {
  readonly span: CollectedSpan;
  readonly children: readonly SpanNode[];
}

/** What the spans of one job look like together. */
export interface SpanTree {
  /** The tree's root, when there is exactly one. */
  readonly root: SpanNode | undefined;
  /** What keeps the spans from being one tree, in words; empty when nothing does. */
  readonly problems: readonly string[];
  /** The tree as indented text, for a failing test's message. */
  readonly text: string;
}

const label = ({ service, name, kind }: CollectedSpan): string => `${service}: ${name} (${kind})`;

function problemsOf(spans: readonly CollectedSpan[], roots: readonly CollectedSpan[]): string[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const traces = new Set(spans.map(({ traceId }) => traceId));
  const orphans = spans.filter(({ parentSpanId }) => parentSpanId !== undefined && !known.has(parentSpanId));
  return [
    ...(spans.length === 0 ? ['there are no spans'] : []),
    ...(traces.size > 1 ? [`there are ${traces.size} trace ids`] : []),
    ...(roots.length === 1 || spans.length === 0
      ? []
      : [`there are ${roots.length} roots: ${roots.map(label).join(', ')}`]),
    ...(known.size === spans.length ? [] : ['a span id occurs twice']),
    ...orphans.map((span) => `the parent of ${label(span)} is unknown`),
  ];
}

function draw(node: SpanNode, depth = 0): string {
  return [
    `${'  '.repeat(depth)}${label(node.span)}`,
    ...node.children.map((child) => draw(child, depth + 1)),
  ].join('\n');
}

/** Builds the tree of a job's spans and tells whether it is one: one root, every parent known, one trace id. */
export function spanTree(spans: readonly CollectedSpan[]): SpanTree {
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
  const grow = (span: CollectedSpan, above: ReadonlySet<string> = new Set()): SpanNode => {
    const path = new Set([...above, span.spanId]);
    const below = spans.filter(
      ({ parentSpanId, spanId }) => parentSpanId === span.spanId && !path.has(spanId),
    );
    return { span, children: below.map((child) => grow(child, path)) };
  };
  const trees = roots.map((root) => grow(root));
  return {
    root: trees.length === 1 ? trees[0] : undefined,
    problems: problemsOf(spans, roots),
    text: trees.map((tree) => draw(tree)).join('\n'),
  };
}
