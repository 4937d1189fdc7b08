/** How often and how fast a part of the line that died is started again. */
export interface RestartPolicy {
  /** The most restarts within `withinMs`; one more and the line gives up. */
  readonly restarts: number;
  readonly withinMs: number;
}

/** Enough for anything but a part that cannot live. */
export const usualRestarts: RestartPolicy = { restarts: 5, withinMs: 120_000 };

/** What to do about a part that ended by itself. */
export type RestartDecision =
  { readonly restart: true; readonly delayMs: number } | { readonly restart: false };

/**
 * Decides by the times of all its ends so far (milliseconds, this one last): the first restart is immediate, each
 * further one within the window waits twice as long.
 */
export function decideRestart(
  ends: readonly number[],
  policy: RestartPolicy = usualRestarts,
): RestartDecision {
  const now = ends.at(-1) ?? 0;
  const recent = ends.filter((end) => now - end <= policy.withinMs).length;
  if (recent > policy.restarts) return { restart: false };
  return { restart: true, delayMs: recent <= 1 ? 0 : 250 * 2 ** (recent - 2) };
}
