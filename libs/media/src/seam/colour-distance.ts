/** Colours in CIE L*a*b* (L 0 to 100), three numbers a cell. */
export type LabCells = ArrayLike<number>;

/**
 * Mean distance of two grids of colours, cell by cell, as CIE76 delta E (the straight distance in L*a*b*): 0 the same,
 * about 2.3 just noticeable, above 10 plainly another colour, 100 black against white.
 * Source: CIE 15:2004; the 2.3 is from Mahy, Van Eycken, Oosterlinck, Color Research & Application 19 (1994).
 * @throws {RangeError} for grids of different sizes
 */
export function colourDistance(a: LabCells, b: LabCells): number {
  if (a.length !== b.length || a.length === 0) throw new RangeError('the grids differ in size');
  let sum = 0;
  for (let at = 0; at < a.length; at += 3) sum += cellDistance(a, b, at);
  return sum / (a.length / 3);
}

function cellDistance(a: LabCells, b: LabCells, at: number): number {
  const difference = (offset: number) => (a[at + offset] ?? 0) - (b[at + offset] ?? 0);
  return Math.hypot(difference(0), difference(1), difference(2));
}
