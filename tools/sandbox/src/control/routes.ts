import type { FastifyInstance } from 'fastify';
import { z, ZodError } from 'zod';
import type { SandboxContext } from '../context.js';
import { ProblemError } from '../replicate/problem.js';
import type { Parts } from '../parts.js';
import { warm } from '../warm.js';
import { TelegramError } from '../telegram/problem.js';
import { deliveryControlRoutes } from './telegram/delivery.routes.js';
import { personRoutes } from './telegram/person.routes.js';
import { sightRoutes } from './telegram/sight.routes.js';

/** What the control API controls. */
export interface Controlled extends Parts {
  readonly context: SandboxContext;
}

function statusOf(error: Error): number {
  if (error instanceof ZodError || error instanceof TelegramError) return 400;
  if (error instanceof ProblemError) return error.body.status;
  return error instanceof RangeError ? 404 : 500;
}

/** The sandbox's own control API under `/_sandbox`; it has no authentication, so keep the sandbox on this machine. */
export function controlRoutes(app: FastifyInstance, { context, replicate, world, reset }: Controlled): void {
  app.setErrorHandler(async (error: Error, _request, reply) => {
    const message = error instanceof ZodError ? z.prettifyError(error) : error.message;
    await reply.code(statusOf(error)).send({ error: message });
  });
  for (const routes of [personRoutes, sightRoutes, deliveryControlRoutes]) routes(app, world);
  app.get('/health', () => ({ ok: true }));
  app.get('/ledger', () => context.ledger.entries());
  app.get('/behaviours', () => context.behaviours.rules());
  app.post('/behaviours', async (request, reply) => {
    for (const rule of [request.body].flat()) context.behaviours.add(rule);
    return reply.code(201).send(context.behaviours.rules());
  });
  app.delete('/behaviours', async (_request, reply) => {
    context.behaviours.clear();
    return reply.code(204).send();
  });
  app.post('/reset', async (_request, reply) => {
    reset();
    return reply.code(204).send();
  });
  app.post('/warm', async (request) => ({ rendered: await warm(request.body, context, replicate) }));
}
