import { z } from 'zod';
import { OpenAiError } from './problem.js';

const textPart = z.object({ type: z.literal('text'), text: z.string() });
const messageSchema = z.looseObject({
  role: z.enum(['developer', 'system', 'user', 'assistant', 'tool']),
  content: z
    .union([z.string(), z.array(z.union([textPart, z.looseObject({ type: z.string() })])), z.null()])
    .optional(),
});

const formatSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({ type: z.literal('json_object') }),
  z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
      description: z.string().optional(),
      schema: z.record(z.string(), z.unknown()).optional(),
      strict: z.boolean().nullish(),
    }),
  }),
]);

const passed = [
  ...['audio', 'frequency_penalty', 'function_call', 'functions', 'logit_bias', 'logprobs', 'metadata'],
  ...['modalities', 'n', 'parallel_tool_calls', 'prediction', 'presence_penalty', 'prompt_cache_key'],
  ...[
    'prompt_cache_retention',
    'reasoning_effort',
    'safety_identifier',
    'seed',
    'service_tier',
    'stop',
    'store',
  ],
  ...['stream_options', 'temperature', 'tool_choice', 'tools', 'top_logprobs', 'top_p', 'user', 'verbosity'],
  ...['web_search_options'],
];

const requestSchema = z.strictObject({
  model: z.string().min(1),
  messages: z.array(messageSchema).min(1),
  response_format: formatSchema.optional(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  stream: z.literal(false).nullish(),
  ...Object.fromEntries(passed.map((name) => [name, z.unknown().optional()])),
});

/** A chat completion request that passed. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly z.infer<typeof messageSchema>[];
  readonly response_format?: z.infer<typeof formatSchema> | undefined;
  readonly max_tokens?: number | null | undefined;
  readonly max_completion_tokens?: number | null | undefined;
}

/** Parses a request body; throws a 400 {@link OpenAiError} that names the first thing wrong. */
export function parseChatRequest(body: unknown): ChatRequest {
  const parsed = requestSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys') {
    throw new OpenAiError(400, `Unrecognized request argument supplied: ${issue.keys.join(', ')}`);
  }
  const param = issue?.path.join('.') ?? '';
  throw new OpenAiError(400, `Invalid value for '${param}': ${issue?.message ?? 'invalid'}`, { param });
}

/** The text of one message. */
export function messageText({ content }: ChatRequest['messages'][number]): string {
  if (typeof content === 'string') return content;
  const texts = (content ?? []).map((part) => (typeof part.text === 'string' ? part.text : ''));
  return texts.join('\n');
}
