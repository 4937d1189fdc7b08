import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** One stored packet, as ffprobe tells it without our code. */
export interface Packet {
  /** Ticks of the stream's clock. */
  readonly pts: number;
  readonly dts: number;
  /** Hash of its bytes. */
  readonly hash: string;
}

/** All packets of the picture (`v`) or the sound (`a`), in stored order. */
export async function packetsOf(file: string, stream: 'v' | 'a'): Promise<Packet[]> {
  const { stdout } = await exec(
    'ffprobe',
    [
      ...['-v', 'error', '-of', 'json', '-select_streams', stream, '-show_packets'],
      ...['-show_data_hash', 'md5', '-show_entries', 'packet=pts,dts,data_hash', file],
    ],
    { maxBuffer: 64 * 1024 ** 2 },
  );
  const { packets } = JSON.parse(stdout) as { packets: { pts: number; dts: number; data_hash: string }[] };
  return packets.map(({ pts, dts, data_hash }) => ({ pts, dts, hash: data_hash }));
}

export async function hashesOf(file: string, stream: 'v' | 'a'): Promise<string[]> {
  return (await packetsOf(file, stream)).map(({ hash }) => hash);
}

/** Whether every value is greater than the one before. */
export function ascends(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value > (values[index - 1] ?? Infinity));
}
