/**
 * Whether a take may not be paid for any more: its cut was called off, or a later one. A job that was called off and
 * then goes on does so in a later cut, whose takes may be paid for.
 *
 * @param cuts - the cuts of the take's job that were called off
 */
export function isCalledOff({ cut }: { readonly cut: number }, cuts: readonly number[]): boolean {
  return cuts.some((calledOff) => calledOff >= cut);
}
