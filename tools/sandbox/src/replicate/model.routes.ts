import type { FastifyInstance } from 'fastify';
import type { Gate } from './gate.js';
import { models } from './models/index.js';
import type { ReplicateModel } from './models/model.js';
import { problem, ProblemError } from './problem.js';

function modelBody(model: ReplicateModel): Record<string, unknown> {
  const name = `${model.owner}/${model.name}`;
  return {
    url: `https://replicate.com/${name}`,
    owner: model.owner,
    name: model.name,
    description: model.description,
    visibility: 'public',
    run_count: 1,
    latest_version: {
      id: 'hidden',
      created_at: '2026-11-01T00:00:00.000Z',
      cog_version: '0.16.0',
      openapi_schema: {
        openapi: '3.0.2',
        info: { title: 'Cog', version: '0.1.0' },
        paths: {},
        components: {
          schemas: { Input: model.inputSchema, Output: { type: 'string', format: 'uri', title: 'Output' } },
        },
      },
    },
  };
}

/** Models and the account. */
export function modelRoutes(app: FastifyInstance, secret: string, gate: Gate): void {
  app.get<{ Params: { owner: string; name: string } }>(
    '/v1/models/:owner/:name',
    async ({ params }, reply) => {
      if (await gate(reply, 'model.get')) return reply;
      const model = models.get(`${params.owner}/${params.name}`);
      if (!model) throw new ProblemError(problem(404));
      return modelBody(model);
    },
  );
  app.get('/v1/account', () => ({ type: 'user', username: 'sandbox', name: 'Sandbox', github_url: '' }));
  app.get('/v1/webhooks/default/secret', () => ({ key: secret }));
}
