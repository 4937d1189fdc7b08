import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../context.js';
import { dropConnection, dropsAfter, intercept } from '../intercept.js';
import { assertUsableFormat, complete } from './completion.js';
import { isRecord } from './json-schema.js';
import { OpenAiError, openAiWording } from './problem.js';
import { messageText, parseChatRequest } from './request.js';

const modelNames = ['gpt-5', 'gpt-5-mini', 'gpt-4.1', 'gpt-4.1-mini', 'gpt-4o', 'gpt-4o-mini'];

function modelBody(id: string): Record<string, unknown> {
  return { id, object: 'model', created: 1_760_000_000, owned_by: 'openai' };
}

function refusalOf(request: FastifyRequest): OpenAiError | undefined {
  if (/^Bearer\s+sk-\S+$/i.test(request.headers.authorization ?? '')) return undefined;
  const facts = { code: 'invalid_api_key' };
  return new OpenAiError(
    401,
    'Incorrect API key provided. You can find your API key in your account.',
    facts,
  );
}

async function answer(request: FastifyRequest, reply: FastifyReply, context: SandboxContext): Promise<void> {
  const asked = parseChatRequest(request.body);
  assertUsableFormat(asked);
  const prompt = asked.messages.map(messageText).join('\n');
  const facts = { provider: 'openai', operation: 'chat.completion', model: asked.model } as const;
  const effects = context.behaviours.effectsOn({ ...facts, prompt });
  if (await intercept(effects, reply, openAiWording)) return;
  const completion = complete(asked, effects);
  const { prompt_tokens, completion_tokens } = completion.usage;
  await context.ledger.accept({
    ...facts,
    input: isRecord(request.body) ? { ...request.body } : {},
    id: completion.id,
    webhook: null,
    priced: { prompt_tokens, completion_tokens },
  });
  await pause(context.settings.latency.completionMs, undefined, { ref: false });
  if (dropsAfter(effects)) dropConnection(reply);
  else await reply.header('x-request-id', `req_${completion.id}`).send(completion);
}

/** OpenAI's HTTP API on `app`, which is mounted under `/openai/v1`. */
export function openAiRoutes(app: FastifyInstance, context: SandboxContext): void {
  app.addHook('onRequest', (request, _reply, done) => done(refusalOf(request)));
  app.setErrorHandler(async (error: FastifyError | OpenAiError, _request, reply) => {
    const status = error instanceof OpenAiError ? error.status : (error.statusCode ?? 500);
    const body = error instanceof OpenAiError ? error.body : new OpenAiError(status, error.message).body;
    await reply.code(status).send(body);
  });
  app.setNotFoundHandler((request) => {
    throw new OpenAiError(404, `Invalid URL (${request.method} ${request.url})`);
  });
  app.post('/chat/completions', { bodyLimit: 10_000_000 }, async (request, reply) => {
    await answer(request, reply, context);
    return reply;
  });
  app.get('/models', () => ({ object: 'list', data: modelNames.map(modelBody) }));
  app.get<{ Params: { model: string } }>('/models/:model', ({ params }) => modelBody(params.model));
}
