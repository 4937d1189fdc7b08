import { z } from 'zod';
import type { Prediction } from '../prediction/prediction.js';
import { predictionIdSchema } from '../take/take.js';

const timeSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A prediction object as Replicate writes it; what is not used is not looked at. */
export const predictionBodySchema = z
  .object({
    id: predictionIdSchema,
    model: z.string().optional(),
    status: z.enum(['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted']),
    input: z.record(z.string(), z.unknown()).nullish(),
    output: z.unknown(),
    error: z.unknown(),
    webhook: z.string().nullish(),
    created_at: timeSchema,
    started_at: timeSchema.nullish(),
    completed_at: timeSchema.nullish(),
  })
  .transform((body): Prediction => ({
    id: body.id,
    model: body.model,
    status: body.status,
    input: body.input ?? {},
    output: body.output ?? null,
    error: body.error === null || body.error === undefined ? undefined : textOf(body.error),
    webhook: body.webhook ?? undefined,
    createdAt: body.created_at,
    startedAt: body.started_at ?? undefined,
    completedAt: body.completed_at ?? undefined,
  }));

/** A page of predictions, newest first. */
export const predictionPageSchema = z.object({
  results: z.array(predictionBodySchema),
  /** Address of the next, older page. */
  next: z.string().nullish(),
});

/** An uploaded file. */
export const fileBodySchema = z.object({ urls: z.object({ get: z.url() }) });

/** The signing secret of webhooks. */
export const secretBodySchema = z.object({ key: z.string().min(1) });

/** An error body; Replicate says `title` and `detail`. */
export const problemBodySchema = z.object({ title: z.string().optional(), detail: z.string().optional() });

function textOf(error: unknown): string {
  return typeof error === 'string' ? error : JSON.stringify(error);
}
