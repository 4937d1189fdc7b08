import { hasContent, lastFrameByDecode } from '../frames/last-frame.js';
import { MediaError } from '../media-error.js';
import type { MediaProbe } from '../probe/media-probe.js';
import { probe } from '../probe/probe.js';
import type { MediaRunner, RunOptions } from '../runner.js';
import { clipObjection, type ClipLimits } from './clip-limits.js';
import { examineCommand, type ClipStills } from './examine-command.js';
import { checkSignature } from './file-signature.js';

/** A clip to be checked. */
export interface ClipToCheck {
  /** Absolute path; the name must be our own, never one from outside. */
  readonly path: string;
  readonly limits: ClipLimits;
  /** Stills to write during the same decode. */
  readonly stills?: ClipStills;
}

/**
 * Checks a clip that came from outside: length, first bytes, container locked to mp4/mov, kinds of streams, pixels and
 * seconds, and then a full decode with every error fatal, because a file cut in half still probes as whole.
 * @returns what the probe said, now known to be true
 * @throws {MediaError} `damaged-input` with the reason in its message; the other kinds are not the clip's fault
 */
export async function checkClip(
  runner: MediaRunner,
  clip: ClipToCheck,
  options: RunOptions,
): Promise<MediaProbe> {
  await checkSignature(clip.path, clip.limits.maxBytes);
  const found = await probe(runner, clip.path, options).catch(blameClip);
  const objection = clipObjection(found, clip.limits);
  if (objection !== undefined) throw new MediaError('damaged-input', `the clip is refused: ${objection}`);
  const facts = { frames: found.video.frames, maxPixels: clip.limits.maxPixels };
  await runner.run(examineCommand(clip.path, facts, clip.stills), options).catch(blameClip);
  if (clip.stills !== undefined)
    await completeStills(runner, { path: clip.path, stills: clip.stills }, options);
  return found;
}

/** Some decoders give fewer pictures than the file lists (leading ones without their reference): look again then. */
async function completeStills(
  runner: MediaRunner,
  { path, stills }: { readonly path: string; readonly stills: ClipStills },
  options: RunOptions,
): Promise<void> {
  if (!(await hasContent(stills.lastFrame)))
    await runner.run(lastFrameByDecode(path, stills.lastFrame), options);
  const written = await Promise.all(Object.values(stills).map(hasContent));
  if (written.includes(false))
    throw new MediaError('damaged-input', 'most of the pictures in the clip do not decode');
}

/** A tool that fails on a locked-down command with no other reason failed because of the clip. */
function blameClip(error: unknown): never {
  if (!(error instanceof MediaError) || error.kind !== 'failed') throw error;
  throw new MediaError('damaged-input', `the clip does not decode: ${error.message}`, {
    cause: error,
    log: error.log,
  });
}
