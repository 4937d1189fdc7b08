import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { clipCommand, stillCommand } from './clip-command.js';
import { runFfmpeg } from './ffmpeg.js';
import { mediaExtension, mediaKey, standInKeys } from './media-spec.js';
import type { MediaSpec } from './media-spec.js';

/** Renders media and keeps every rendering, so that the same request is answered from the disk. */
export interface Studio {
  /** Path of the rendering of `spec`; renders it unless it is kept. The file stays: do not change it. */
  render(spec: MediaSpec, signal?: AbortSignal): Promise<string>;
  /** Path of a kept rendering that may stand in for `spec` (see `standInKeys`), if any. */
  ready(spec: MediaSpec): string | undefined;
  /** Forgets nothing on the disk, but serves nothing kept any more. */
  forget(): void;
}

async function make(spec: MediaSpec, folder: string, signal?: AbortSignal): Promise<string> {
  await mkdir(folder, { recursive: true });
  const extension = mediaExtension(spec);
  const unfinished = join(folder, `${uuid()}.part.${extension}`);
  const finished = join(folder, `${mediaKey(spec)}.${extension}`);
  const command = spec.kind === 'clip' ? clipCommand(spec, unfinished) : stillCommand(spec, unfinished);
  await runFfmpeg(command, signal);
  await rename(unfinished, finished);
  return finished;
}

/** A studio that keeps its renderings in `folder`. */
export function openStudio(folder: string): Studio {
  const kept = new Map<string, string>();
  return {
    async render(spec, signal) {
      const key = mediaKey(spec);
      const path = kept.get(key) ?? (await make(spec, folder, signal));
      kept.set(key, path);
      return path;
    },
    ready: (spec) =>
      standInKeys(spec)
        .map((key) => kept.get(key))
        .find((path) => path !== undefined),
    forget: () => kept.clear(),
  };
}
