import { z } from 'zod';
import type { Prediction } from './prediction.js';

/** Replicate's page length. */
const pageLength = 100;

const cursorSchema = z.strictObject({ edge: z.string(), side: z.enum(['older', 'newer']) });
type Cursor = z.infer<typeof cursorSchema>;

function encode(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function decode(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
}

/** A query of the list of predictions. */
export const pageQuerySchema = z.object({
  cursor: z.string().optional(),
  created_after: z.iso.datetime({ offset: true }).optional(),
  created_before: z.iso.datetime({ offset: true }).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** One page and the cursors of its neighbours. */
export interface Page {
  readonly results: readonly Prediction[];
  readonly next: string | null;
  readonly previous: string | null;
}

function bounds(newestFirst: readonly Prediction[], cursor: Cursor | undefined): number {
  if (!cursor) return 0;
  const edge = newestFirst.findIndex(({ id }) => id === cursor.edge);
  return cursor.side === 'older' ? edge + 1 : Math.max(0, edge - pageLength);
}

/** A page of `predictions` (oldest first, as they were made), newest first. Throws on a malformed cursor. */
export function pageOf(predictions: readonly Prediction[], query: PageQuery): Page {
  const after = query.created_after ? Date.parse(query.created_after) : -Infinity;
  const before = query.created_before ? Date.parse(query.created_before) : Infinity;
  const chosen = predictions
    .filter(({ createdAt }) => createdAt.getTime() >= after && createdAt.getTime() < before)
    .toReversed();
  const first = bounds(chosen, decode(query.cursor));
  const results = chosen.slice(first, first + pageLength);
  const edge = (prediction: Prediction | undefined, side: Cursor['side'], exists: boolean): string | null =>
    prediction && exists ? encode({ edge: prediction.id, side }) : null;
  return {
    results,
    next: edge(results.at(-1), 'older', first + pageLength < chosen.length),
    previous: edge(results[0], 'newer', first > 0),
  };
}
