import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const rate = 8000;

/** Seconds at which a film's sound begins after a silence. */
export async function beepStarts(film: string): Promise<number[]> {
  const samples = await samplesOf(film);
  const starts: number[] = [];
  let quietSince = -Infinity;
  samples.forEach((sample, index) => {
    if (Math.abs(sample) < 1000) return;
    if (index - quietSince > rate / 10) starts.push(index / rate);
    quietSince = index;
  });
  return starts;
}

/** The largest sample of a film's sound, in decibels below full scale. */
export async function loudest(film: string): Promise<number> {
  const samples = await samplesOf(film);
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return 20 * Math.log10(Math.max(peak, 1e-9) / 32768);
}

async function samplesOf(film: string): Promise<Int16Array> {
  const args = [
    '-nostdin',
    '-v',
    'error',
    '-i',
    film,
    '-map',
    '0:a:0',
    '-ac',
    '1',
    '-ar',
    String(rate),
    '-f',
    's16le',
    '-',
  ];
  const { stdout } = await exec('ffmpeg', args, { encoding: 'buffer', maxBuffer: 64 * 1024 ** 2 });
  return new Int16Array(stdout.buffer, stdout.byteOffset, Math.floor(stdout.length / 2));
}
