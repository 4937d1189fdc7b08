import { userInfo } from 'node:os';
import { type DataOf, JobRequested } from '@kinoline/contracts';
import type { MessagePublisher } from '@kinoline/messaging';
import { type Context, context, SpanKind, trace } from '@opentelemetry/api';
import type { FilmOrder } from './order.js';

/** The payload of JobRequested for a film ordered here. */
export function jobRequest(jobId: string, order: FilmOrder, personId: string): DataOf<typeof JobRequested> {
  return {
    jobId,
    requester: { channel: 'cli', personId, locale: order.locale },
    prompt: order.prompt,
    settings: order.settings,
    approval: false,
    fresh: false,
    // Nobody is asked while a command runs.
    whenStuck: 'go-on',
    ...(order.budgetUsd === undefined ? {} : { budgetUsd: order.budgetUsd }),
  };
}

/** The name whose budget a local film uses: the user of this machine, in the characters an id may have. */
export function localPerson(name: string = userInfo().username): string {
  const clean = name.replaceAll(/[^A-Za-z0-9_-]/g, '-').slice(0, 64);
  return clean === '' ? 'local' : clean;
}

/**
 * Asks for a film, as the root of the job's trace.
 *
 * @returns the root's context, in which later messages of this command belong
 */
export async function requestFilm(
  publisher: MessagePublisher,
  request: DataOf<typeof JobRequested>,
): Promise<Context> {
  const tracer = trace.getTracer('@kinoline/stack');
  return tracer.startActiveSpan(
    'request film',
    { root: true, kind: SpanKind.INTERNAL, attributes: { 'kinoline.job_id': request.jobId } },
    async (span) => {
      try {
        await publisher.say(JobRequested, request);
        return context.active();
      } finally {
        span.end();
      }
    },
  );
}
