import { isSpanContextValid, trace, TraceFlags } from '@opentelemetry/api';

/** The ids of a span, as logs and exemplars name them. */
export interface TraceIds {
  /** 32 hex digits. */
  readonly trace_id: string;
  /** 16 hex digits. */
  readonly span_id: string;
}

/** The ids of the span that is active here; undefined when there is none. */
export function activeTrace(): TraceIds | undefined {
  const context = trace.getActiveSpan()?.spanContext();
  if (context === undefined || !isSpanContextValid(context)) return undefined;
  return { trace_id: context.traceId, span_id: context.spanId };
}

/** As {@link activeTrace}, but only for a span that is exported: an exemplar must not lead to nothing. */
export function activeSampledTrace(): TraceIds | undefined {
  const flags = trace.getActiveSpan()?.spanContext().traceFlags ?? TraceFlags.NONE;
  return (flags & TraceFlags.SAMPLED) !== 0 ? activeTrace() : undefined;
}
