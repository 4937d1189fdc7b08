import type { z } from 'zod';

/** The part of a payload that a subject can carry: one token each. */
type SubjectToken = string | number;

/**
 * One message of the line: a fact that is said once. Its subject carries its identity
 * (`video.scene.rendered.<job>.<scene>.<take>`), so the server can refuse a repeat.
 */
export interface MessageDefinition<Name extends string = string, Schema extends z.ZodObject = z.ZodObject> {
  /** Name in code and logs, for example `SceneRendered`. */
  readonly name: Name;
  /** Subject without its identity, and the envelope's `type`: `video.scene.rendered`. */
  readonly type: string;
  /** Version of the payload; raised when a reader of the old one would misread the new one. */
  readonly version: number;
  /** Names of the payload's fields that follow in the subject, in order; of a job's message the first is `jobId`. */
  readonly identity: readonly string[];
  /** The payload. */
  readonly data: Schema;
}

/** Any message, where its payload does not matter. */
export type AnyMessage = MessageDefinition;

/** The payload of a message, as a reader gets it. */
export type DataOf<Message extends AnyMessage> = z.output<Message['data']>;

/** Defines a message; `identity` fields must be fields of the payload. */
export function defineMessage<Name extends string, Schema extends z.ZodObject>(definition: {
  name: Name;
  type: `${'video' | 'telegram'}.${string}.${string}`;
  version: number;
  identity: readonly [keyof z.output<Schema> & string, ...(keyof z.output<Schema> & string)[]];
  data: Schema;
}): MessageDefinition<Name, Schema> {
  return definition;
}

/**
 * The subject on which this message is said: type and identity.
 *
 * @throws Error when an identity field is missing or would not be one subject token.
 */
export function subjectOf<Message extends AnyMessage>(message: Message, data: DataOf<Message>): string {
  const fields: Readonly<Record<string, unknown>> = data;
  const tokens = message.identity.map((field): SubjectToken => {
    const value = fields[field];
    if ((typeof value === 'string' || typeof value === 'number') && /^[A-Za-z0-9-]+$/.test(String(value))) {
      return value;
    }
    throw new Error(`${message.name}: the field ${field} cannot be part of a subject`);
  });
  return [message.type, ...tokens].join('.');
}

/**
 * The identity fields as a subject of this message carries them, unchecked text: `{ jobId, scene: '2', take: '1' }`.
 * It can be read where the payload cannot.
 */
export function identityOfSubject(message: AnyMessage, subject: string): Readonly<Record<string, string>> {
  const tokens = subject.slice(message.type.length + 1).split('.');
  return Object.fromEntries(message.identity.map((field, at) => [field, tokens[at] ?? '']));
}

/** The filter that receives this message of every job: `video.scene.rendered.*.*.*`. */
export function filterOf(message: AnyMessage): string {
  return [message.type, ...message.identity.map(() => '*')].join('.');
}

/** The subject as traces and metrics may show it, without ids: `video.scene.rendered.{jobId}.{scene}.{take}`. */
export function subjectTemplateOf(message: AnyMessage): string {
  return [message.type, ...message.identity.map((field) => `{${field}}`)].join('.');
}

/** The two filters that together match every message of one job, whatever its identity adds. */
export function historyFilters(jobId: string): readonly [string, string] {
  return [`video.*.*.${jobId}`, `video.*.*.${jobId}.>`];
}
