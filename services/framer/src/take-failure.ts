import type { SceneFailureCode } from '@kinoline/contracts';
import { IntegrityError, ObjectMissingError } from '@kinoline/media-store';
import { UnusableClipError } from './ports.js';

/** Why a take gives no scene, in the words of SceneFailed. */
export interface TakeFailure {
  readonly code: SceneFailureCode;
  readonly detail: string;
  /** Whether another paid attempt stands a chance. */
  readonly retakeMayHelp: boolean;
}

/** SceneFailed carries no more. */
const detailCharacters = 2000;

/**
 * What an error says about the take: a failure that no further try will change, or `undefined` when the take may still
 * become a scene.
 */
export function takeFailureOf(error: unknown): TakeFailure | undefined {
  if (error instanceof UnusableClipError) return failure('clip-damaged', error, true);
  if (error instanceof ObjectMissingError) return failure('output-lost', error, true);
  if (error instanceof IntegrityError && !error.retryable) return failure('clip-damaged', error, true);
  return undefined;
}

/** The failure of a take that could not be checked here although the clip may be sound: another one would not help. */
export function givenUp(error: unknown): TakeFailure {
  return failure('tool-failed', error, false);
}

/** Whether the error itself forbids another try (for example, the store refuses our key). */
export function forbidsRetry(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'retryable' in error && error.retryable === false;
}

function failure(code: SceneFailureCode, error: unknown, retakeMayHelp: boolean): TakeFailure {
  const detail = error instanceof Error ? error.message : String(error);
  return { code, detail: detail.slice(0, detailCharacters), retakeMayHelp };
}
