/** A picture with one number (0 to 255) a pixel, row by row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const windowSide = 8;
const step = 4;
/** The constants of the paper for 8 bits: (0.01 * 255)² and (0.03 * 255)². */
const stabiliser = { mean: 6.5025, variance: 58.5225 };

/**
 * Mean structural similarity of two pictures of one size: 1 for the same picture, near 0 for unrelated ones; negative
 * values (inverted structure) are rare. Windows of 8 x 8 every 4 pixels, as in ffmpeg's ssim filter.
 * Source: Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment", IEEE Trans. Image Processing 13 (2004).
 * @throws {RangeError} for pictures of different sizes or smaller than a window
 */
export function structuralSimilarity(a: GreyPicture, b: GreyPicture): number {
  if (a.width !== b.width || a.height !== b.height) throw new RangeError('the pictures differ in size');
  if (a.width < windowSide || a.height < windowSide)
    throw new RangeError('the pictures are smaller than a window');
  let sum = 0;
  let windows = 0;
  for (let top = 0; top + windowSide <= a.height; top += step) {
    for (let left = 0; left + windowSide <= a.width; left += step) {
      sum += windowSimilarity(a, b, top * a.width + left);
      windows += 1;
    }
  }
  return sum / windows;
}

function windowSimilarity(a: GreyPicture, b: GreyPicture, corner: number): number {
  const sums = { a: 0, b: 0, aa: 0, bb: 0, ab: 0 };
  for (let row = 0; row < windowSide; row += 1) {
    const start = corner + row * a.width;
    for (let at = start; at < start + windowSide; at += 1) {
      const x = a.pixels[at] ?? 0;
      const y = b.pixels[at] ?? 0;
      sums.a += x;
      sums.b += y;
      sums.aa += x * x;
      sums.bb += y * y;
      sums.ab += x * y;
    }
  }
  return similarityOf(sums);
}

function similarityOf(sums: { a: number; b: number; aa: number; bb: number; ab: number }): number {
  const count = windowSide * windowSide;
  const meanA = sums.a / count;
  const meanB = sums.b / count;
  const varianceA = sums.aa / count - meanA * meanA;
  const varianceB = sums.bb / count - meanB * meanB;
  const covariance = sums.ab / count - meanA * meanB;
  const { mean, variance } = stabiliser;
  const brightness = (2 * meanA * meanB + mean) / (meanA ** 2 + meanB ** 2 + mean);
  return (brightness * (2 * covariance + variance)) / (varianceA + varianceB + variance);
}
