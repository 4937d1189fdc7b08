import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import multipart from '@fastify/multipart';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { SandboxContext } from '../context.js';
import { dropConnection, dropsAfter, intercept } from '../intercept.js';
import { botOf, dispatch } from './dispatch.js';
import type { Target } from './dispatch.js';
import { TelegramFiles } from './files.js';
import { problemOf, TelegramError } from './problem.js';
import { TelegramWorld } from './world.js';

function errors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError | TelegramError, _request, reply) => {
    const known =
      error instanceof TelegramError ? error : new TelegramError(error.statusCode ?? 500, error.message);
    const { status, body } = known.status === 413 ? new TelegramError(413) : known;
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(new TelegramError(404).body));
}

/** Bodies without files are read as text: a malformed one is then refused, and written down, like any other call. */
async function bodies(app: FastifyInstance, uploadBytes: number): Promise<void> {
  const limits = { fileSize: uploadBytes, fieldSize: 1_000_000, files: 25 };
  await app.register(multipart, { limits, throwFileSizeLimit: false });
  app.removeContentTypeParser(['application/json', 'text/plain']);
  for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
    app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  }
}

async function download(
  { token, '*': path }: { readonly token: string; readonly '*': string },
  reply: FastifyReply,
  context: SandboxContext,
  world: TelegramWorld,
): Promise<void> {
  botOf(token, '');
  const effects = context.behaviours.effectsOn({ provider: 'telegram', operation: 'file.get' });
  const wording = (status: number, seconds?: number): { body: unknown } => problemOf(status, seconds);
  if (await intercept(effects, reply, wording)) return;
  const file = context.settings.telegram.localServer ? undefined : world.files.byRemotePath(path);
  if (!file) throw new TelegramError(404);
  if (dropsAfter(effects)) {
    dropConnection(reply);
    return;
  }
  await reply
    .header('content-length', file.media.file_size)
    .type('application/octet-stream')
    .send(createReadStream(file.path));
}

/** The Bot API on `app`, which is mounted under `/telegram`. */
export async function telegramPart(app: FastifyInstance, context: SandboxContext): Promise<TelegramWorld> {
  const { limits } = context.settings;
  await bodies(app, limits.uploadBytes);
  errors(app);
  const files = new TelegramFiles(join(context.folder, 'telegram'), limits.uploadBytes);
  const world = new TelegramWorld(context.settings, files, context.closing);
  app.route<{ Params: Target }>({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    bodyLimit: limits.uploadBytes + 1_000_000,
    handler: async (request, reply) => {
      await dispatch(request, reply, context, world);
      return reply;
    },
  });
  app.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', async ({ params }, reply) => {
    await download(params, reply, context, world);
    return reply;
  });
  return world;
}
