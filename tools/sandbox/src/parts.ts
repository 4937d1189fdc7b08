import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from './context.js';
import { controlRoutes } from './control/routes.js';
import { deliveryRoutes } from './delivery.js';
import { openAiRoutes } from './openai/routes.js';
import { replicatePart } from './replicate/routes.js';
import type { ReplicatePart } from './replicate/routes.js';
import { telegramPart } from './telegram/routes.js';
import type { TelegramWorld } from './telegram/world.js';

/** The providers of one sandbox, mounted. */
export interface Parts {
  readonly replicate: ReplicatePart;
  readonly world: TelegramWorld;
  /** Ends what runs and forgets everything but the ledger and the renderings. */
  readonly reset: () => void;
}

/** Mounts a part under its own prefix, with its own hooks and error handler, and hands back what it returns. */
async function under<Part>(
  app: FastifyInstance,
  prefix: string,
  mount: (scope: FastifyInstance) => Part | Promise<Part>,
): Promise<Part> {
  const mounted: Part[] = [];
  await app.register(
    async (scope) => {
      mounted.push(await mount(scope));
    },
    { prefix },
  );
  const [part] = mounted;
  if (mounted.length === 0) throw new Error(`the part under ${prefix} did not start`);
  return part as Part;
}

/** Mounts everything the sandbox serves. */
export async function mountParts(app: FastifyInstance, context: SandboxContext): Promise<Parts> {
  const replicate = await under(app, '/replicate', (scope) => replicatePart(scope, context));
  await under(app, '/openai/v1', (scope) => openAiRoutes(scope, context));
  const world = await under(app, '/telegram', (scope) => telegramPart(scope, context));
  deliveryRoutes(app, context.deliveries, context.behaviours);
  const reset = (): void => {
    context.behaviours.clear();
    replicate.reset();
    world.clear();
  };
  const parts = { replicate, world, reset };
  await under(app, '/_sandbox', (scope) => controlRoutes(scope, { context, ...parts }));
  return parts;
}
