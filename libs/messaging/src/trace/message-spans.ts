import { type AnyMessage, subjectTemplateOf } from '@kinoline/contracts';
import { scrub } from '@kinoline/observability';
import { headers as newHeaders, type MsgHdrs } from '@nats-io/transport-node';
import {
  type Attributes,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  type TextMapSetter,
  trace,
} from '@opentelemetry/api';
import { describeError } from '../errors.js';
import { jobIdOfSubject } from '../job-of-subject.js';

// Names and attributes after the OpenTelemetry semantic conventions for messaging spans (operation name and
// destination template; ids stay out of span names). `nats` is not in their list of systems: a custom value.

const tracer = trace.getTracer('@kinoline/messaging');
const setter: TextMapSetter<MsgHdrs> = { set: (carrier, key, value) => carrier.set(key, value) };
const getter: TextMapGetter<MsgHdrs | undefined> = {
  get: (carrier, key) => (carrier?.has(key) === true ? carrier.get(key) : undefined),
  keys: (carrier) => carrier?.keys() ?? [],
};

const templates = new Map<AnyMessage, string>();

/** The template of a message's subject, made once. */
function templateOf(message: AnyMessage): string {
  const known = templates.get(message);
  if (known !== undefined) return known;
  const made = subjectTemplateOf(message);
  templates.set(message, made);
  return made;
}

function attributesOf(operation: 'send' | 'process', message: AnyMessage, subject: string): Attributes {
  return {
    'messaging.system': 'nats',
    'messaging.operation.name': operation,
    'messaging.operation.type': operation,
    'messaging.destination.name': subject,
    'messaging.destination.template': templateOf(message),
    'messaging.message.id': subject,
    'kinoline.job_id': jobIdOfSubject(subject),
  };
}

function markFailed(span: Span, error: unknown): void {
  const { name, text } = describeError(error);
  const stack = error instanceof Error && error.stack !== undefined ? scrub(error.stack) : undefined;
  span.recordException({ name, message: text, ...(stack !== undefined && { stack }) });
  span.setStatus({ code: SpanStatusCode.ERROR, message: text });
  span.setAttribute('error.type', name);
}

async function inSpan<T>(span: Span, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Runs `send` in a PRODUCER span, with headers that carry its context. */
export function tracedSend<T>(
  message: AnyMessage,
  subject: string,
  send: (headers: MsgHdrs) => Promise<T>,
): Promise<T> {
  const options = { kind: SpanKind.PRODUCER, attributes: attributesOf('send', message, subject) };
  return tracer.startActiveSpan(`send ${templateOf(message)}`, options, (span) => {
    const carrier = newHeaders();
    propagation.inject(context.active(), carrier, setter);
    return inSpan(span, () => send(carrier));
  });
}

/** What {@link tracedProcess} needs to know of a delivered message. */
export interface DeliveredMessage {
  readonly subject: string;
  readonly headers: MsgHdrs | undefined;
  readonly data: Uint8Array;
}

/**
 * Runs `process` in a CONSUMER span whose parent is the span in which the message was said. What `process` hands to
 * `failed` marks the span, so that it can settle the failure inside of it.
 */
export function tracedProcess<T>(
  message: AnyMessage,
  delivered: DeliveredMessage,
  about: { consumer: string; delivery: number },
  process: (failed: (error: unknown) => void) => Promise<T>,
): Promise<T> {
  const parent = propagation.extract(ROOT_CONTEXT, delivered.headers, getter);
  const attributes: Attributes = {
    ...attributesOf('process', message, delivered.subject),
    'messaging.consumer.group.name': about.consumer,
    'messaging.message.body.size': delivered.data.length,
    'kinoline.delivery': about.delivery,
  };
  const options = { kind: SpanKind.CONSUMER, attributes };
  return tracer.startActiveSpan(`process ${templateOf(message)}`, options, parent, (span) =>
    inSpan(span, () => process((error) => markFailed(span, error))),
  );
}
