import type { DataOf, FilmFailed, Warning } from '@kinoline/contracts';
import { WrongFilmError } from './ports.js';

/** Why there is no film, in the words of FilmFailed. */
export type FilmFailure = Pick<DataOf<typeof FilmFailed>, 'code' | 'detail'>;

/** The clips that can be used make no film, or not the one that is wanted. */
export class UnusableClipsError extends Error {
  override readonly name = 'UnusableClipsError';
  readonly warnings: readonly Warning[];

  /** @param warnings - why each of the other clips cannot be used */
  constructor(why: string, warnings: readonly Warning[]) {
    super(`${why}: ${warnings.map(({ detail }) => detail).join('; ')}`);
    this.warnings = warnings;
  }
}

/** FilmFailed carries no more. */
const detailCharacters = 2000;

/** What an error says about the film: a failure that no further try will change, or `undefined` when one may. */
export function filmFailureOf(error: unknown): FilmFailure | undefined {
  if (error instanceof UnusableClipsError) return failure('no-usable-clip', error);
  if (error instanceof WrongFilmError) return failure('wrong-result', error);
  return undefined;
}

/** The failure of a film that could not be made here although its clips may be sound. */
export function givenUp(error: unknown): FilmFailure {
  return failure('tool-failed', error);
}

/** Whether the error itself forbids another try (for example, the store refuses our key). */
export function forbidsRetry(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'retryable' in error && error.retryable === false;
}

function failure(code: FilmFailure['code'], error: unknown): FilmFailure {
  const detail = error instanceof Error ? error.message : String(error);
  return { code, detail: detail.slice(0, detailCharacters) };
}
