import type { FastifyError, FastifyInstance } from 'fastify';
import { z, ZodError } from 'zod';
import type { SandboxContext } from '../context.js';
import { warm } from '../warm.js';
import type { ReplicatePart } from '../replicate/routes.js';

/** The parts of the sandbox that can be controlled. */
export interface Controlled {
  readonly context: SandboxContext;
  readonly replicate: ReplicatePart;
  /** Ends what runs and forgets everything but the ledger. */
  readonly reset: () => void;
}

/** The sandbox's own control API under `/_sandbox`; it has no authentication, so keep the sandbox on this machine. */
export function controlRoutes(app: FastifyInstance, { context, replicate, reset }: Controlled): void {
  app.setErrorHandler(async (error: FastifyError | ZodError, _request, reply) => {
    const [status, message] =
      error instanceof ZodError ? [400, z.prettifyError(error)] : [500, error.message];
    await reply.code(status).send({ error: message });
  });
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
