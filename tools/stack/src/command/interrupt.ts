import { CommandFailure, exitCodes } from './command-failure.js';

/** What the person's Ctrl-C (or a SIGTERM, or a terminal that is closed) means to a command. */
export interface Interruption {
  /** Fires at the first one: end in order. Its reason is a {@link CommandFailure} with exit code 130. */
  readonly signal: AbortSignal;
  /** Fires at the second one: end at once. */
  readonly atOnce: AbortSignal;
}

/** Turns SIGINT, SIGTERM and SIGHUP into abort signals; from then on they no longer end this process by themselves. */
export function watchInterrupts(source: NodeJS.EventEmitter = process): Interruption {
  const [first, second] = [new AbortController(), new AbortController()];
  const interrupt = (): void => {
    const reason = new CommandFailure('interrupted', { exitCode: exitCodes.interrupted });
    (first.signal.aborted ? second : first).abort(reason);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) source.on(signal, interrupt);
  return { signal: first.signal, atOnce: second.signal };
}
