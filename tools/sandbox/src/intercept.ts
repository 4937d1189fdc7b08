import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Effects } from './behaviour.js';

/** A provider's own words for a status: body and headers. */
export type ErrorWording = (
  status: number,
  retryAfterSeconds: number | undefined,
) => {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Breaks the connection without an answer. */
export function dropConnection(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.socket?.destroy();
}

/**
 * Does what the rules say before the work: waits, answers in the handler's place, breaks the connection.
 * True when the request is done with; a `drop after` is left to the handler.
 */
export async function intercept(
  effects: Effects,
  reply: FastifyReply,
  wording: ErrorWording,
): Promise<boolean> {
  if (effects.delay) await pause(effects.delay.ms, undefined, { ref: false });
  const { answer } = effects;
  if (answer?.kind === 'drop' && answer.when === 'before') {
    dropConnection(reply);
    return true;
  }
  if (answer?.kind !== 'respond') return false;
  const { body, headers } = wording(answer.status, answer.retryAfter);
  const allHeaders = { ...headers, ...answer.headers };
  await reply
    .code(answer.status)
    .headers(allHeaders)
    .send(answer.body ?? body);
  return true;
}

/** Whether the connection is to be broken now that the work is accepted. */
export function dropsAfter(effects: Effects): boolean {
  return effects.answer?.kind === 'drop' && effects.answer.when === 'after';
}
