import { z } from 'zod';
import { microUsdSchema } from '../take/take.js';

/**
 * One budget: what each take holds of it. A take stands in it at most once, by its key, so reserving or settling
 * twice changes nothing, and a reservation left by a killed process is the very one its successor finds.
 */
export const budgetSchema = z.strictObject({
  version: z.literal(1),
  takes: z.record(
    z.string(),
    z.strictObject({
      microUsd: microUsdSchema,
      /** When the amount became final (milliseconds since 1970); missing while it is reserved. */
      settledAt: z.int().nonnegative().optional(),
    }),
  ),
  /** Spent by takes that no longer stand above. */
  foldedMicroUsd: microUsdSchema,
});
/** See {@link budgetSchema}. */
export type Budget = z.infer<typeof budgetSchema>;

/** A budget nothing was taken from. */
export const emptyBudget: Budget = { version: 1, takes: {}, foldedMicroUsd: 0 };

/** What a budget holds, in millionths of a dollar. */
export interface BudgetSum {
  readonly reserved: number;
  readonly spent: number;
}

/** Adds a budget up. */
export function sumOf(budget: Budget): BudgetSum {
  const entries = Object.values(budget.takes);
  const total = (chosen: typeof entries) => chosen.reduce((sum, { microUsd }) => sum + microUsd, 0);
  return {
    reserved: total(entries.filter(({ settledAt }) => settledAt === undefined)),
    spent: budget.foldedMicroUsd + total(entries.filter(({ settledAt }) => settledAt !== undefined)),
  };
}

/**
 * Reserves a take's price.
 *
 * @param limit - most the budget may hold, in millionths of a dollar; undefined: any amount
 * @returns the budget with the reservation, or undefined when it does not fit
 */
export function reserve(
  budget: Budget,
  key: string,
  microUsd: number,
  limit: number | undefined,
): Budget | undefined {
  if (budget.takes[key]) return budget;
  const { reserved, spent } = sumOf(budget);
  if (limit !== undefined && reserved + spent + microUsd > limit) return undefined;
  return { ...budget, takes: { ...budget.takes, [key]: { microUsd } } };
}

/** How long a settled take stands by name, so that a replica that was asleep cannot reserve for it again. */
const rememberMs = 2 * 60 * 60 * 1000;

/**
 * Makes a take's amount final, and folds takes that were settled long ago into one sum, so that a busy day's budget
 * stays a small document.
 */
export function settle(budget: Budget, key: string, microUsd: number, at: number): Budget {
  if (budget.takes[key]?.settledAt !== undefined) return budget;
  return fold({ ...budget, takes: { ...budget.takes, [key]: { microUsd, settledAt: at } } }, at - rememberMs);
}

function fold(budget: Budget, before: number): Budget {
  const entries = Object.entries(budget.takes);
  const old = entries.filter(([, { settledAt }]) => settledAt !== undefined && settledAt < before);
  if (old.length === 0) return budget;
  const gone = new Set(old.map(([key]) => key));
  return {
    ...budget,
    takes: Object.fromEntries(entries.filter(([key]) => !gone.has(key))),
    foldedMicroUsd: old.reduce((sum, [, { microUsd }]) => sum + microUsd, budget.foldedMicroUsd),
  };
}
