import sharp, { type OverlayOptions } from 'sharp';
import { MediaError } from './media-error.js';

/** Stills (paths or bytes) of one scene, in order of time. */
export type SheetRow = readonly (string | Buffer)[];

/** Sizes in pixels; see {@link contactSheet}. */
export interface SheetLayout {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Between cells; the margin around all is twice that. */
  readonly gap: number;
  readonly width: number;
  readonly height: number;
}

/** How a sheet is made. */
export interface SheetOptions {
  readonly signal: AbortSignal;
  /** Longest side of a cell in pixels: that of the smallest still, when none should be enlarged. */
  readonly longestSide?: number;
}

/** Width a sheet aims at; it fits a README and a chat alike. */
const sheetWidth = 1600;
const gap = 6;
const margin = gap * 2;
const background = { r: 17, g: 17, b: 20 };

/**
 * The layout for stills of a shape (width over height), as wide as a sheet should be unless its cells would have a side
 * longer than `longestSide`.
 */
export function sheetLayout(
  rows: number,
  columns: number,
  shape: number,
  longestSide = Infinity,
): SheetLayout {
  const room = sheetWidth - 2 * margin - (columns - 1) * gap;
  // Few columns of tall pictures would otherwise make a giant.
  const widest = Math.min(shape < 1 ? 240 : 480, longestSide * Math.min(1, shape));
  const cellWidth = Math.max(1, Math.floor(Math.min(room / columns, widest)));
  const cellHeight = Math.max(1, Math.round(cellWidth / shape));
  return {
    ...{ columns, rows, cellWidth, cellHeight, gap },
    width: 2 * margin + columns * cellWidth + (columns - 1) * gap,
    height: 2 * margin + rows * cellHeight + (rows - 1) * gap,
  };
}

/**
 * One JPEG of many stills: a row for each scene, a column for each moment, thin gaps on dark ground, no text (fonts may
 * be absent). Cells take the shape of the first still; a still of another shape is fitted inside, and a scene with
 * fewer stills leaves dark places.
 * @throws {MediaError} `damaged-input` when there is no still or one cannot be read, `aborted` by the signal
 */
export async function contactSheet(
  rows: readonly SheetRow[],
  { signal, longestSide }: SheetOptions,
): Promise<Buffer> {
  try {
    const columns = Math.max(...rows.map((row) => row.length));
    const layout = sheetLayout(rows.length, columns, await shapeOf(rows), longestSide);
    const overlays = await Promise.all(
      rows.flatMap((row, y) => row.map((still, x) => cell(still, x, y, layout))),
    );
    signal.throwIfAborted();
    const ground = sharp({ create: { width: layout.width, height: layout.height, channels: 3, background } });
    return await ground.composite(overlays).jpeg({ quality: 88, mozjpeg: true }).toBuffer();
  } catch (cause) {
    if (signal.aborted) throw new MediaError('aborted', 'making the contact sheet was stopped', { cause });
    throw new MediaError('damaged-input', 'the contact sheet could not be made of these stills', { cause });
  }
}

async function shapeOf(rows: readonly SheetRow[]): Promise<number> {
  const first = rows.flat()[0];
  if (first === undefined) throw new RangeError('a contact sheet needs at least one still');
  const { width, height } = await sharp(first).metadata();
  return width / height;
}

async function cell(
  still: string | Buffer,
  x: number,
  y: number,
  layout: SheetLayout,
): Promise<OverlayOptions> {
  const { cellWidth, cellHeight } = layout;
  const fitted = sharp(still).removeAlpha().resize(cellWidth, cellHeight, { fit: 'contain', background });
  return {
    input: await fitted.png({ compressionLevel: 0 }).toBuffer(),
    left: margin + x * (cellWidth + gap),
    top: margin + y * (cellHeight + gap),
  };
}
