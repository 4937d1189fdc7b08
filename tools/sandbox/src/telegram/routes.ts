import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import multipart from '@fastify/multipart';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../context.js';
import { dropConnection, dropsAfter, intercept } from '../intercept.js';
import { TelegramFiles } from './files.js';
import { accountMethods } from './methods/account.js';
import type { Method } from './methods/call.js';
import { editMethods } from './methods/edit.js';
import { mediaMethods } from './methods/media.js';
import { paymentMethods } from './methods/payment.js';
import { textMethods } from './methods/text.js';
import type { User } from './model.js';
import { readParameters } from './parameters.js';
import { TelegramError, telegramWording } from './problem.js';
import { openMessageCounter } from './rates.js';
import type { MessageCounter } from './rates.js';
import { TelegramWorld } from './world.js';

/** Method names are case-insensitive. */
const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...accountMethods,
    ...textMethods,
    ...mediaMethods,
    ...editMethods,
    ...paymentMethods,
  }).map(([name, method]) => [name.toLowerCase(), method]),
);

function botOf(token: string): User {
  const id = /^(\d+):[\w-]{30,}$/.exec(token)?.[1];
  if (id === undefined) throw new TelegramError(401);
  return { id: Number(id), is_bot: true, first_name: 'Kinoline', username: 'kinoline_sandbox_bot' };
}

interface Target {
  readonly token: string;
  readonly method: string;
}

async function answer(
  request: FastifyRequest<{ Params: Target }>,
  reply: FastifyReply,
  context: SandboxContext,
  world: TelegramWorld,
  count: MessageCounter,
): Promise<void> {
  const bot = botOf(request.params.token);
  const method = methods.get(request.params.method.toLowerCase());
  if (!method) throw new TelegramError(404, 'method not found');
  const parameters = await readParameters(request);
  const words = parameters.values['text'] ?? parameters.values['caption'];
  const prompt = typeof words === 'string' ? words : undefined;
  const facts = { provider: 'telegram', operation: request.params.method, prompt } as const;
  const effects = context.behaviours.effectsOn(facts);
  if (await intercept(effects, reply, telegramWording)) return;
  const result = await method({ ...parameters, bot, world, count });
  if (dropsAfter(effects)) dropConnection(reply);
  else await reply.send({ ok: true, result });
}

function errors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError | TelegramError, _request, reply) => {
    const known =
      error instanceof TelegramError ? error : new TelegramError(error.statusCode ?? 500, error.message);
    if (known.status === 413) return reply.code(413).send(new TelegramError(413).body);
    return reply.code(known.status).send(known.body);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(new TelegramError(404).body));
}

/** The Bot API on `app`, which is mounted under `/telegram`. */
export async function telegramPart(app: FastifyInstance, context: SandboxContext): Promise<TelegramWorld> {
  const { limits } = context.settings;
  const uploads = { fileSize: limits.uploadBytes, fieldSize: 1_000_000, files: 25 };
  await app.register(multipart, { limits: uploads });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(body.toString())));
    },
  );
  errors(app);
  const files = new TelegramFiles(join(context.folder, 'telegram'), limits.uploadBytes);
  const world = new TelegramWorld(files, context.closing);
  const count = openMessageCounter(limits);
  app.route<{ Params: Target }>({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    bodyLimit: limits.uploadBytes + 1_000_000,
    handler: async (request, reply) => {
      await answer(request, reply, context, world, count);
      return reply;
    },
  });
  app.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', async ({ params }, reply) => {
    botOf(params.token);
    const file = world.files.byRemotePath(params['*']);
    if (!file) throw new TelegramError(404);
    return reply.type('application/octet-stream').send(createReadStream(file.path));
  });
  return world;
}
