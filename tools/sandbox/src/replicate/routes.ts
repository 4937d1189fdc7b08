import { join } from 'node:path';
import multipart from '@fastify/multipart';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../context.js';
import { createPrediction } from './create.js';
import { openPredictionDesk } from './desk.js';
import type { PredictionDesk } from './desk.js';
import { fileRoutes } from './file.routes.js';
import { openFileStore } from './files.js';
import { openGate } from './gate.js';
import type { Gate } from './gate.js';
import type { ImageSource } from './image-source.js';
import { openCallCounter } from './limits.js';
import { modelRoutes } from './model.routes.js';
import { pageOf, pageQuerySchema } from './page.js';
import { predictionBody } from './prediction.js';
import type { Prediction } from './prediction.js';
import { problem, ProblemError } from './problem.js';

/** The largest JSON body: two data URIs of a megabyte each. Larger images go through the files API. */
const jsonLimit = 3_000_000;
const fileLimit = 100_000_000;

/** What the rest of the sandbox may do with Replicate's part. */
export interface ReplicatePart {
  readonly desk: PredictionDesk;
  readonly source: () => ImageSource;
  reset(): void;
}

function tokenOf(request: FastifyRequest): string {
  const token = /^(?:Bearer|Token)\s+(r8_\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new ProblemError(problem(401));
  return token;
}

function predictionRoutes(
  app: FastifyInstance,
  context: SandboxContext,
  desk: PredictionDesk,
  gate: Gate,
): void {
  const api = (): string => `${context.url()}/replicate`;
  const found = (id: string): Prediction => {
    const prediction = desk.find(id);
    if (!prediction) throw new ProblemError(problem(404));
    return prediction;
  };
  app.post<{ Params: { owner: string; name: string } }>(
    '/v1/models/:owner/:name/predictions',
    { bodyLimit: jsonLimit },
    async (request, reply) => {
      const model = `${request.params.owner}/${request.params.name}`;
      await createPrediction(model, request, reply, context, desk, api());
      return reply;
    },
  );
  app.get<{ Params: { id: string } }>('/v1/predictions/:id', async ({ params }, reply) => {
    const prediction = found(params.id);
    if (await gate(reply, 'prediction.get', prediction)) return reply;
    return predictionBody(prediction, api());
  });
  app.post<{ Params: { id: string } }>('/v1/predictions/:id/cancel', async ({ params }, reply) => {
    const prediction = found(params.id);
    if (await gate(reply, 'prediction.cancel', prediction)) return reply;
    await desk.cancel(prediction);
    return predictionBody(prediction, api());
  });
  app.get('/v1/predictions', async ({ query }, reply) => {
    if (await gate(reply, 'prediction.list')) return reply;
    return listBody(query, desk, api());
  });
}

function listBody(query: unknown, desk: PredictionDesk, api: string): Record<string, unknown> {
  const parsed = pageQuerySchema.safeParse(query);
  if (!parsed.success) throw new ProblemError(problem(400, 'Invalid query'));
  const page = pageOf(desk.all(), parsed.data);
  const link = (cursor: string | null): string | null => {
    if (cursor === null) return null;
    const url = new URL(`${api}/v1/predictions`);
    const { created_after: after, created_before: before } = parsed.data;
    if (after !== undefined) url.searchParams.set('created_after', after);
    if (before !== undefined) url.searchParams.set('created_before', before);
    url.searchParams.set('cursor', cursor);
    return url.href;
  };
  return {
    next: link(page.next),
    previous: link(page.previous),
    results: page.results.map((prediction) => predictionBody(prediction, api)),
  };
}

function errors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError | ProblemError, _request, reply) => {
    const known = error instanceof ProblemError;
    const body = known ? error.body : problem(error.statusCode ?? 500, error.message);
    await reply
      .code(body.status)
      .headers(known ? error.headers : {})
      .send(body);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(problem(404)));
}

/** Replicate's HTTP API on `app`, which is mounted under `/replicate`. */
export async function replicatePart(app: FastifyInstance, context: SandboxContext): Promise<ReplicatePart> {
  await app.register(multipart, { limits: { fileSize: fileLimit } });
  const files = openFileStore(join(context.folder, 'files'), context.settings.expiry.fileMs);
  const source = (): ImageSource => ({
    api: `${context.url()}/replicate`,
    files,
    folder: join(context.folder, 'images'),
  });
  const desk = openPredictionDesk(context, source);
  const count = openCallCounter(context.settings.limits);
  const gate = openGate(context.behaviours);
  app.addHook('onRequest', async (request) => {
    const creates = request.method === 'POST' && request.url.split('?')[0]?.endsWith('/predictions') === true;
    await count(tokenOf(request), creates);
  });
  errors(app);
  predictionRoutes(app, context, desk, gate);
  fileRoutes(app, files, () => source().api, gate);
  modelRoutes(app, context.settings.webhookSecret, gate);
  const reset = (): void => {
    desk.clear();
    files.clear();
  };
  return { desk, source, reset };
}
