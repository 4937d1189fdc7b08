import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { TelegramWorld } from '../../telegram/world.js';

const modeSchema = z.strictObject({
  times: z.int().min(1).max(100).default(1),
  windowMs: z.int().nonnegative().default(0),
});
const againSchema = z.strictObject({
  updates: z.union([z.literal('all'), z.array(z.int())]),
  times: z.int().min(1).max(100).default(1),
});

/** How the bot gets its updates, under `/_sandbox/telegram`. */
export function deliveryControlRoutes(app: FastifyInstance, { updates }: TelegramWorld): void {
  app.get('/telegram/updates', () => updates.records());
  app.put('/telegram/delivery', ({ body }) => {
    updates.mode = modeSchema.parse(body);
    return updates.mode;
  });
  app.post('/telegram/redeliver', ({ body }) => {
    const { updates: ids, times } = againSchema.parse(body);
    return { again: updates.redeliver(ids, times) };
  });
}
