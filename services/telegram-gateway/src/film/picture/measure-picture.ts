import { imageSize } from 'image-size';

/** Sides that a picture may have, in pixels: smaller ones look poor, larger ones no model takes. */
export const pictureSides = { least: 256, most: 8000 } as const;

/** A picture whose kind and size are known. */
export interface MeasuredPicture {
  readonly contentType: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
}

/** Why a file cannot be the first frame of a film. */
export type PictureProblem =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'too-small' | 'too-wide'; readonly width: number; readonly height: number };

/** Tells what picture a file is by its content, whatever it is called. */
export function measurePicture(bytes: Uint8Array): MeasuredPicture | { readonly problem: PictureProblem } {
  const contentType = contentTypeOf(bytes);
  const size = contentType && sizeOf(bytes);
  if (!size) return { problem: { kind: 'unreadable' } };
  const { width, height } = size;
  if (Math.min(width, height) < pictureSides.least) return { problem: { kind: 'too-small', width, height } };
  if (Math.max(width, height) > pictureSides.most) return { problem: { kind: 'too-wide', width, height } };
  return { contentType, width, height };
}

const signatures = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
} as const;

function contentTypeOf(bytes: Uint8Array): keyof typeof signatures | undefined {
  const types = ['image/jpeg', 'image/png'] as const;
  return types.find((type) => signatures[type].every((byte, at) => bytes[at] === byte));
}

/** How a camera says that a picture is shown on its side. Source: Exif 2.32, tag 274 (Orientation) */
const onItsSide = new Set([5, 6, 7, 8]);

/** The sides as people see them; undefined for a file that only begins like a picture. */
function sizeOf(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    if (!(width > 0 && height > 0)) return undefined;
    return onItsSide.has(orientation) ? { width: height, height: width } : { width, height };
  } catch {
    // The library says "not a picture" by throwing, with no kind of error of its own.
    return undefined;
  }
}
