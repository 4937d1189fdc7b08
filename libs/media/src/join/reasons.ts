/** The texts whose condition holds. */
export function reasons(conditions: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(conditions).flatMap(([reason, holds]) => (holds ? [reason] : []));
}
