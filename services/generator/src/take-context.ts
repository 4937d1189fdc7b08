import { withLogContext } from '@kinoline/observability';
import { context, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import type { Intent } from './take/take.js';

/** The active trace context as headers, to be carried on later, by whichever replica. */
export function activeTrace(): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** Runs something as part of the trace in which a take was asked for; its log lines name the take. */
export function inContextOf<Result>({ request, trace: carrier }: Intent, run: () => Result): Result {
  const { jobId, scene, take } = request;
  return withLogContext({ jobId, scene, take }, () =>
    context.with(propagation.extract(ROOT_CONTEXT, carrier), run),
  );
}

/** Writes the provider's own time into the active trace, once it is known: a span from creation to end. */
export function traceRendering(model: string, endedAt: number, seconds: number): void {
  trace
    .getTracer('@kinoline/generator')
    .startSpan(`render ${model}`, {
      kind: SpanKind.CLIENT,
      startTime: new Date(endedAt - seconds * 1000),
      attributes: { 'gen_ai.request.model': model, 'gen_ai.operation.name': 'generate_content' },
    })
    .end(new Date(endedAt));
}
