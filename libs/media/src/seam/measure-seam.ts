import sharp from 'sharp';
import { MediaError } from '../media-error.js';
import { colourDistance } from './colour-distance.js';
import { structuralSimilarity, type GreyPicture } from './structural-similarity.js';

/** How well two touching pictures agree. */
export interface SeamFigures {
  /**
   * Structural similarity of the grey pictures, reduced so that the short side has 256 pixels, as its authors advise:
   * grain and compression then count little, a jump counts fully. 1 is the same picture; above about 0.9 the eye sees
   * no jump, below 0.6 it sees a cut.
   */
  readonly ssim: number;
  /** Mean CIE76 delta E over 16 x 16 cells; see {@link colourDistance} for its scale. */
  readonly colourDistance: number;
}

const shortSide = 256;
const cells = 16;

/**
 * Compares the last picture of one scene with the first of the next (paths of stills, or their bytes). The second is
 * brought to the size of the first.
 * @throws {MediaError} `damaged-input` when one cannot be read, `aborted` by the signal
 */
export async function measureSeam(
  before: string | Buffer,
  after: string | Buffer,
  { signal }: { readonly signal: AbortSignal },
): Promise<SeamFigures> {
  try {
    const size = await reducedSize(before);
    const [greyA, greyB, labA, labB] = await Promise.all([
      greyPicture(before, size),
      greyPicture(after, size),
      labCells(before),
      labCells(after),
    ]);
    signal.throwIfAborted();
    return { ssim: structuralSimilarity(greyA, greyB), colourDistance: colourDistance(labA, labB) };
  } catch (cause) {
    if (signal.aborted) throw new MediaError('aborted', 'measuring the seam was stopped', { cause });
    throw new MediaError('damaged-input', 'the pictures of the seam cannot be compared', { cause });
  }
}

async function reducedSize(picture: string | Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(picture).metadata();
  const factor = Math.min(1, shortSide / Math.min(width, height));
  return { width: Math.round(width * factor), height: Math.round(height * factor) };
}

async function greyPicture(
  picture: string | Buffer,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<GreyPicture> {
  const resized = sharp(picture).removeAlpha().resize(width, height, { fit: 'fill' });
  const pixels = await resized.greyscale().toColourspace('b-w').raw().toBuffer();
  return { width, height, pixels };
}

async function labCells(picture: string | Buffer): Promise<Float32Array> {
  const resized = sharp(picture).removeAlpha().resize(cells, cells, { fit: 'fill', kernel: 'linear' });
  const bytes = await resized.toColourspace('lab').raw({ depth: 'float' }).toBuffer();
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Float32Array.BYTES_PER_ELEMENT);
}
