/** A field that the server keeps otherwise than asked. */
export interface Difference {
  /** `stream VIDEO`, `consumer planner-SceneRendered`, `bucket planner_jobs`. */
  readonly where: string;
  readonly field: string;
  readonly asked: unknown;
  readonly stored: unknown;
}

/**
 * Every field of `asked` that is stored otherwise. Fields that were not asked for do not matter: each server version
 * adds its own.
 */
export function differencesOf(where: string, asked: object, stored: object): Difference[] {
  const kept = new Map<string, unknown>(Object.entries(stored));
  const wanted: [string, unknown][] = Object.entries(asked);
  return wanted
    .filter(([field, value]) => !sameValue(value, kept.get(field)))
    .map(([field, value]) => ({ where, field, asked: value, stored: kept.get(field) }));
}

/** Servers leave out what is false; everything else must be there and equal. */
function sameValue(asked: unknown, stored: unknown): boolean {
  if (stored === undefined) return asked === false;
  return JSON.stringify(asked) === JSON.stringify(stored);
}

/** `stream VIDEO: discard is old instead of new`. */
export function describeDifference({ where, field, asked, stored }: Difference): string {
  const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return stored === undefined
    ? `${where}: ${field} was dropped by the server (asked for ${show(asked)})`
    : `${where}: ${field} is ${show(stored)} instead of ${show(asked)}`;
}
