import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { MediaSpec } from './media-spec.js';

/** What can be wrong with a delivered file. */
export const defectSchema = z.enum([
  'truncated',
  'playlist',
  'empty',
  'wrong-length',
  'mute',
  'long-audio',
  'other-size',
  'other-rate',
  'missing',
]);
export type Defect = z.infer<typeof defectSchema>;

/** The spec of what is rendered instead, for defects that are made while rendering. */
export function defectiveSpec(spec: MediaSpec, defect: Defect | undefined): MediaSpec {
  if (spec.kind === 'still') return spec;
  if (defect === 'mute') return { ...spec, audio: false };
  if (defect === 'long-audio') return { ...spec, audio: true, audioSeconds: spec.seconds + 0.7 };
  if (defect === 'other-size') return { ...spec, width: 640, height: 480 };
  if (defect === 'other-rate') return { ...spec, fps: 30 };
  return spec;
}

/** The delivered bytes, for defects that are made to a finished file; undefined when the file is served as it is. */
function spoil(bytes: Buffer, defect: Defect): Buffer | undefined {
  if (defect === 'truncated') return bytes.subarray(0, Math.floor(bytes.length * 0.6));
  if (defect === 'playlist') return Buffer.from("ffconcat version 1.0\nfile '/etc/hostname'\n");
  if (defect === 'empty') return Buffer.alloc(0);
  return undefined;
}

/** Path of the file to deliver: `path` itself or a spoilt copy beside it. */
export async function spoilFile(path: string, defect: Defect | undefined): Promise<string> {
  const bytes = defect && spoil(await readFile(path), defect);
  if (!bytes) return path;
  const spoilt = `${path}.${defect}`;
  await writeFile(spoilt, bytes);
  return spoilt;
}
