import { z } from 'zod';
import { type AnyMessage, type DataOf, subjectOf } from './message.js';

/** What surrounds every payload. */
export interface Envelope<Message extends AnyMessage = AnyMessage> {
  /** The message's identity: its subject. The same fact has the same id, whoever says it and however often. */
  readonly id: string;
  /** {@link MessageDefinition.type} */
  readonly type: string;
  /** {@link MessageDefinition.version} */
  readonly version: number;
  /** When it was said: ISO 8601 in UTC. */
  readonly time: string;
  /** Which service said it, for example `planner`. */
  readonly source: string;
  readonly data: DataOf<Message>;
}

/** A payload that is not what its message promises. The text names the fields, never their values. */
export class InvalidMessageError extends Error {
  override readonly name = 'InvalidMessageError';
}

const envelopeSchema = z.strictObject({
  id: z.string().min(1).max(255),
  type: z.string(),
  version: z.int().positive(),
  time: z.iso.datetime(),
  source: z.string().regex(/^[a-z][a-z-]{0,40}$/),
  data: z.unknown(),
});

/** One line that names every field that is wrong and why: `data.scenes: at most 20 scenes; …`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message))
    .join('; ');
}

/**
 * Makes the envelope for a fact, checking the payload.
 *
 * @throws InvalidMessageError when the payload does not fit the message.
 */
export function seal<Message extends AnyMessage>(
  message: Message,
  data: z.input<Message['data']>,
  about: { source: string; time?: Date },
): Envelope<Message> {
  const checked = parseData(message, data);
  return {
    id: subjectOf(message, checked),
    type: message.type,
    version: message.version,
    time: (about.time ?? new Date()).toISOString(),
    source: about.source,
    data: checked,
  };
}

/**
 * Reads an envelope that arrived as JSON text, checking everything.
 *
 * @throws InvalidMessageError when it is not JSON, not an envelope, another message or version, or the payload is off.
 */
export function open<Message extends AnyMessage>(message: Message, json: string): Envelope<Message> {
  const parsed = envelopeSchema.safeParse(parseJson(json));
  if (!parsed.success) throw new InvalidMessageError(`not an envelope: ${describeIssues(parsed.error)}`);
  const { type, version } = parsed.data;
  if (type !== message.type) throw new InvalidMessageError(`expected ${message.type}, got ${type}`);
  if (version !== message.version) {
    throw new InvalidMessageError(
      `${type} version ${version} arrived, this service reads ${message.version}`,
    );
  }
  return { ...parsed.data, data: parseData(message, parsed.data.data) };
}

function parseData<Message extends AnyMessage>(message: Message, data: unknown): DataOf<Message> {
  const parsed = message.data.safeParse(data);
  if (!parsed.success) throw new InvalidMessageError(`${message.name}: ${describeIssues(parsed.error)}`);
  return parsed.data as DataOf<Message>;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new InvalidMessageError('not JSON', { cause });
  }
}
