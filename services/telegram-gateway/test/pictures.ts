/** The beginning of a JPEG of this size, as far as a program reads that only wants to know it. */
export function jpegOf(width: number, height: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  const application = Buffer.from('ffe000104a46494600010100000100010000', 'hex');
  const frame = Buffer.concat([
    Buffer.from('ffc0001108', 'hex'),
    size,
    Buffer.from('03011100021101031101', 'hex'),
  ]);
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    application,
    frame,
    Buffer.alloc(64),
    Buffer.from('ffd9', 'hex'),
  ]);
}

/** The beginning of a PNG of this size. */
export function pngOf(width: number, height: number): Buffer {
  const header = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([header, size, Buffer.from('0802000000', 'hex'), Buffer.alloc(32)]);
}
