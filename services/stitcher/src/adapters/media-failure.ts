import { MediaError } from '@kinoline/media';
import { RetryableError } from '@kinoline/messaging';
import { UnreadableClipsError, UnusableClipError, WrongFilmError } from '../ports.js';

/** A clip was looked at alone: damage is its fault. */
export function clipFailure(error: unknown, folder: string): unknown {
  return failure(error, folder, (message, cause) => new UnusableClipError(message, { cause }));
}

/** Clips were joined: damage is in one of them. */
export function joinFailure(error: unknown, folder: string): unknown {
  // A wrong option of ours would fail as well; then checking the clips changes nothing and the error comes back.
  const unreadable = error instanceof MediaError && error.kind === 'failed';
  const known = unreadable ? new MediaError('damaged-input', error.message, { cause: error }) : error;
  return failure(known, folder, (message, cause) => new UnreadableClipsError(message, { cause }));
}

/** The film itself was decoded: damage is our doing. */
export function filmFailure(error: unknown, folder: string): unknown {
  return failure(error, folder, (message, cause) => new WrongFilmError(message, { cause }));
}

/** Only damage is somebody's fault; no room, no time and no memory may pass. Names of our own files tell nobody anything. */
function failure(
  error: unknown,
  folder: string,
  damage: (message: string, cause: MediaError) => Error,
): unknown {
  if (!(error instanceof MediaError)) return error;
  const message = error.message.replaceAll(`file:${folder}`, '').replaceAll(folder, '');
  return error.kind === 'damaged-input'
    ? damage(message, error)
    : new RetryableError(message, { cause: error });
}
