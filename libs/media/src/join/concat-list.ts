/** One file in a concat list. */
export interface ListedPiece {
  /** Length of its picture in seconds; the next piece begins there, however long the sound is. */
  readonly seconds: number;
}

/** Name of the n-th piece (from 0) in the join's folder. */
export function pieceName(index: number): string {
  return `piece-${String(index + 1).padStart(3, '0')}.mp4`;
}

/**
 * The text of a list for ffmpeg's concat demuxer. It holds generated names only: a quote or a line break in a name from
 * outside would smuggle another file in. Lengths are differences of rounded sums, so that their rounding to
 * microseconds never adds up.
 */
export function concatList(pieces: readonly ListedPiece[]): string {
  const lines = pieces.map((_, index) => {
    const micros = microsUpTo(pieces, index + 1) - microsUpTo(pieces, index);
    return `file ${pieceName(index)}\nduration ${(micros / 1e6).toFixed(6)}\n`;
  });
  return `ffconcat version 1.0\n${lines.join('')}`;
}

function microsUpTo(pieces: readonly ListedPiece[], end: number): number {
  return Math.round(pieces.slice(0, end).reduce((sum, { seconds }) => sum + seconds, 0) * 1e6);
}
