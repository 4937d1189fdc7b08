import { usageFailure } from '../command/command-failure.js';

/** What `npm run letters` is asked to do. */
export type LettersOrder = { readonly kind: 'list' } | { readonly kind: 'replay'; readonly sequence: number };

const help = 'npm run letters lists them, npm run letters -- replay <sequence> replays one';

/** @throws CommandFailure with exit code 2 when the words are no order */
export function readOrder([action, sequence, ...more]: readonly string[]): LettersOrder {
  if (action === undefined) return { kind: 'list' };
  if (action !== 'replay' || more.length > 0) throw usageFailure(`${action} is nothing to do: ${help}`);
  if (!/^[1-9]\d{0,14}$/.test(sequence ?? '')) {
    throw usageFailure(`${sequence ?? 'nothing'} is no sequence of a dead letter: ${help}`);
  }
  return { kind: 'replay', sequence: Number(sequence) };
}
