/**
 * The value that most of the film has, weighed by seconds; of equals the one met first. `undefined` for no values.
 */
export function heaviest<Value>(
  votes: readonly { readonly value: Value; readonly seconds: number }[],
  keyOf: (value: Value) => string,
): Value | undefined {
  const sums = new Map<string, { value: Value; seconds: number }>();
  for (const { value, seconds } of votes) {
    const key = keyOf(value);
    const before = sums.get(key);
    sums.set(key, { value: before?.value ?? value, seconds: (before?.seconds ?? 0) + seconds });
  }
  const candidates = [...sums.values()];
  return candidates.find(({ seconds }) => candidates.every((other) => other.seconds <= seconds))?.value;
}
