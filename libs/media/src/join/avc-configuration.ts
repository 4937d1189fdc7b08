/**
 * The set-up record of H.264 in an mp4 (`avcC`, ISO/IEC 14496-15, 5.3.3.1): the parameter sets that slices refer to by
 * number.
 */
export interface AvcConfiguration {
  readonly profile: number;
  readonly compatibility: number;
  readonly level: number;
  /** Bytes in which each unit of a packet states its length: 1, 2 or 4. */
  readonly lengthBytes: number;
  /** Sequence parameter sets. */
  readonly sequences: readonly Buffer[];
  /** Picture parameter sets. */
  readonly pictures: readonly Buffer[];
}

/** Records that cannot stand together in one film: the same number names different sets, or they are not readable. */
export class ParameterSetClash extends Error {
  override readonly name = 'ParameterSetClash';
}

/** @throws {ParameterSetClash} when the record is not whole */
export function parseAvcConfiguration(record: Buffer): AvcConfiguration {
  try {
    const sequences = readSets(record, 6, record.readUInt8(5) & 0x1f);
    const pictures = readSets(record, sequences.end + 1, record.readUInt8(sequences.end));
    return {
      profile: record.readUInt8(1),
      compatibility: record.readUInt8(2),
      level: record.readUInt8(3),
      lengthBytes: (record.readUInt8(4) & 3) + 1,
      sequences: sequences.sets,
      pictures: pictures.sets,
    };
  } catch (cause) {
    throw new ParameterSetClash('the parameter sets of a clip cannot be read', { cause });
  }
}

/**
 * One record for a film whose clips come from different encoders: all their parameter sets side by side, the highest
 * profile and level. A player finds each slice's sets by their numbers.
 * @throws {ParameterSetClash} when one number would name two different sets
 */
export function mergeAvcConfigurations(records: readonly AvcConfiguration[]): AvcConfiguration {
  const lengths = new Set(records.map(({ lengthBytes }) => lengthBytes));
  if (lengths.size !== 1) throw new ParameterSetClash('clips state unit lengths differently');
  return {
    profile: Math.max(...records.map(({ profile }) => profile)),
    compatibility: records.reduce((all, { compatibility }) => all & compatibility, 0xff),
    level: Math.max(...records.map(({ level }) => level)),
    lengthBytes: Math.max(...lengths),
    sequences: distinct(
      records.flatMap(({ sequences }) => sequences),
      sequenceNumber,
    ),
    pictures: distinct(
      records.flatMap(({ pictures }) => pictures),
      pictureNumber,
    ),
  };
}

/** The record as bytes. 8 bits and 4:2:0 are taken for granted: nothing else is joined. */
export function formatAvcConfiguration(configuration: AvcConfiguration): Buffer {
  const { profile, compatibility, level, lengthBytes, sequences, pictures } = configuration;
  const extension = profile >= 100 ? [0xfc | 1, 0xf8, 0xf8, 0] : [];
  return Buffer.concat([
    Buffer.from([1, profile, compatibility, level, 0xfc | (lengthBytes - 1), 0xe0 | sequences.length]),
    ...sequences.map(withLength),
    Buffer.from([pictures.length]),
    ...pictures.map(withLength),
    Buffer.from(extension),
  ]);
}

function readSets(record: Buffer, from: number, count: number): { sets: Buffer[]; end: number } {
  const sets: Buffer[] = [];
  let end = from;
  for (let index = 0; index < count; index += 1) {
    const length = record.readUInt16BE(end);
    if (end + 2 + length > record.length) throw new RangeError('the record is cut off');
    sets.push(record.subarray(end + 2, end + 2 + length));
    end += 2 + length;
  }
  return { sets, end };
}

function distinct(sets: readonly Buffer[], numberOf: (set: Buffer) => number): Buffer[] {
  const kept = new Map<number, Buffer>();
  for (const set of sets) {
    const before = kept.get(numberOf(set)) ?? set;
    if (!before.equals(set)) throw new ParameterSetClash('two clips number different parameter sets alike');
    kept.set(numberOf(set), set);
  }
  return [...kept.values()];
}

function withLength(set: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(set.length);
  return Buffer.concat([length, set]);
}

/** Behind the unit's header come profile, constraints and level, a byte each, then the number. */
function sequenceNumber(set: Buffer): number {
  return expGolomb(set.subarray(4));
}

function pictureNumber(set: Buffer): number {
  return expGolomb(set.subarray(1));
}

/** The first number of a bit string in H.264's variable length code (ITU-T H.264, 9.1): n zeros, then n + 1 bits. */
function expGolomb(bytes: Buffer): number {
  const bits = [...bytes.subarray(0, 4)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const zeros = bits.indexOf('1');
  return zeros < 0 ? -1 : parseInt(bits.slice(zeros, 2 * zeros + 1), 2) - 1;
}
