import { z } from 'zod';
import type { Prediction } from '../prediction/prediction.js';
import { predictionIdSchema } from '../take/take.js';

const timeSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A prediction object as Replicate writes it; what is not used is not looked at. */
export const predictionBodySchema = z
  .object({
    id: predictionIdSchema,
    model: z.string().optional(),
    // A state that is not known yet (such as a queue) is not an end.
    status: z
      .enum(['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted'])
      .catch('processing'),
    input: z.record(z.string(), z.unknown()).nullish(),
    // Left out while it runs (the example answers of replicate.com/docs/reference/http).
    output: z.unknown().optional(),
    error: z.unknown().optional(),
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

/** All that matters of the answer to a creation: what was paid for must not be lost to an unexpected field. */
export const createdBodySchema = z.object({ id: predictionIdSchema });

/** A page of predictions, newest first; one that cannot be read does not hide the others. */
export const predictionPageSchema = z.object({
  results: z.array(z.unknown()).transform((entries) => entries.flatMap(readable)),
  /** Address of the next, older page. */
  next: z.string().nullish(),
});

/** An uploaded file. */
export const fileBodySchema = z.object({ urls: z.object({ get: z.url() }) });

/** The signing secret of webhooks. */
export const secretBodySchema = z.object({ key: z.string().min(1) });

/** An error body; Replicate says `title` and `detail`. */
export const problemBodySchema = z.object({ title: z.string().optional(), detail: z.string().optional() });

function readable(entry: unknown): Prediction[] {
  const read = predictionBodySchema.safeParse(entry);
  return read.success ? [read.data] : [];
}

function textOf(error: unknown): string {
  return typeof error === 'string' ? error : JSON.stringify(error);
}
