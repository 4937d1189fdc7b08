/** A box of an mp4 file (ISO/IEC 14496-12, 4.2), by where it lies. */
export interface Box {
  readonly type: string;
  readonly start: number;
  /** Where its content begins. */
  readonly body: number;
  readonly end: number;
}

/** Bytes between a box's header and its first child: boxes that hold fields of their own before their children. */
const ownFields: Readonly<Record<string, number>> = { stsd: 8, avc1: 78 };

/** The boxes that lie one after the other in a stretch of bytes; stops at one that is not whole. */
export function boxesIn(bytes: Buffer, from = 0, to = bytes.length): Box[] {
  const found: Box[] = [];
  for (let start = from; start + 8 <= to;) {
    const box = boxAt(bytes, start, to);
    if (box === undefined) break;
    found.push(box);
    start = box.end;
  }
  return found;
}

/** The boxes from the outermost to the one that the path of types leads to; `undefined` when there is none. */
export function boxChain(bytes: Buffer, path: readonly string[]): Box[] | undefined {
  return chainWithin(bytes, path, 0, bytes.length);
}

/** The bytes with the content of the last box of a chain replaced, and the lengths of all around it set right. */
export function replaceContent(bytes: Buffer, chain: readonly Box[], content: Buffer): Buffer {
  const target = chain.at(-1);
  if (target === undefined) return bytes;
  const growth = content.length - (target.end - target.body);
  const replaced = Buffer.concat([bytes.subarray(0, target.body), content, bytes.subarray(target.end)]);
  for (const { start, end } of chain) replaced.writeUInt32BE(end - start + growth, start);
  return replaced;
}

function chainWithin(bytes: Buffer, path: readonly string[], from: number, to: number): Box[] | undefined {
  const [type, ...rest] = path;
  if (type === undefined) return [];
  for (const box of boxesIn(bytes, from, to).filter((candidate) => candidate.type === type)) {
    const inner = chainWithin(bytes, rest, box.body + (ownFields[type] ?? 0), box.end);
    if (inner !== undefined) return [box, ...inner];
  }
  return undefined;
}

/** Boxes of 4 GiB and more, whose length is written differently, do not occur inside an index. */
function boxAt(bytes: Buffer, start: number, to: number): Box | undefined {
  const length = bytes.readUInt32BE(start);
  const type = bytes.toString('latin1', start + 4, start + 8);
  return length < 8 || start + length > to
    ? undefined
    : { type, start, body: start + 8, end: start + length };
}
