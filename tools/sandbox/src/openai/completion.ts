import { randomBytes } from 'node:crypto';
import type { Effects } from '../behaviour.js';
import { isRecord } from './json-schema.js';
import type { JsonSchema } from './json-schema.js';
import { OpenAiError } from './problem.js';
import { messageText } from './request.js';
import type { ChatRequest } from './request.js';
import { readSource } from './source.js';
import { strictSchemaFault } from './strict-schema.js';
import { instanceOf, WalkError } from './walker.js';

/** About four characters a token. */
export function countTokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / 4));
}

/** Refuses what OpenAI would refuse about the schema of an answer. Throws a 400 {@link OpenAiError}. */
export function assertUsableFormat({ response_format: format }: ChatRequest): void {
  if (format?.type !== 'json_schema') return;
  const { name, schema = {}, strict } = format.json_schema;
  const fault = strict ? strictSchemaFault(schema) : undefined;
  if (fault === undefined) return;
  throw new OpenAiError(400, `Invalid schema for response_format '${name}': ${fault}`, {
    param: 'response_format',
  });
}

function structured(schema: JsonSchema, message: string): string {
  try {
    return JSON.stringify(instanceOf(schema, readSource(message)));
  } catch (error) {
    if (!(error instanceof WalkError)) throw error;
    throw new OpenAiError(500, `the sandbox cannot answer this schema: ${error.message}`, {
      type: 'server_error',
    });
  }
}

/** The text of the answer: an instance of the schema that was asked for, or plain words. */
function answerText(request: ChatRequest): string {
  const users = request.messages.filter(({ role }) => role === 'user');
  const message = messageText(users.at(-1) ?? request.messages.at(-1) ?? { role: 'user', content: '' });
  const format = request.response_format;
  if (format?.type === 'json_schema')
    return structured(format.json_schema.schema ?? { type: 'object' }, message);
  if (format?.type === 'json_object') return JSON.stringify({ answer: readSource(message).subject });
  return `In short: ${readSource(message).subject}`;
}

interface Choice {
  readonly content: string | null;
  readonly refusal: string | null;
  readonly finish: 'stop' | 'length' | 'content_filter';
}

function choose(request: ChatRequest, effects: Effects): Choice {
  const whole = answerText(request);
  const most = request.max_completion_tokens ?? request.max_tokens ?? Infinity;
  switch (effects.completion?.end) {
    case 'refusal':
      return { content: null, refusal: "I'm sorry, I can't assist with that request.", finish: 'stop' };
    case 'content_filter':
      return { content: '', refusal: null, finish: 'content_filter' };
    case 'length':
      return { content: whole.slice(0, Math.floor(whole.length / 2)), refusal: null, finish: 'length' };
    case undefined:
      if (countTokens(whole) <= most) return { content: whole, refusal: null, finish: 'stop' };
      return { content: whole.slice(0, most * 4), refusal: null, finish: 'length' };
  }
}

/** Tokens of one completion. */
export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

function usageOf(request: ChatRequest, answer: string): Usage {
  const format = isRecord(request.response_format) ? JSON.stringify(request.response_format) : '';
  const asked = request.messages.map((message) => messageText(message)).join('\n');
  const [prompt_tokens, completion_tokens] = [countTokens(asked + format), countTokens(answer)];
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** A whole chat completion object. */
export interface Completion {
  readonly id: string;
  readonly usage: Usage;
  readonly [field: string]: unknown;
}

/** Answers a request that passed. Throws an {@link OpenAiError} when a schema cannot be met. */
export function complete(request: ChatRequest, effects: Effects): Completion {
  const { content, refusal, finish } = choose(request, effects);
  const message = { role: 'assistant', content, refusal, annotations: [] };
  return {
    id: `chatcmpl-${randomBytes(16).toString('hex')}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1_000),
    model: request.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
    usage: usageOf(request, content ?? refusal ?? ''),
    service_tier: 'default',
    system_fingerprint: 'fp_sandbox',
  };
}
