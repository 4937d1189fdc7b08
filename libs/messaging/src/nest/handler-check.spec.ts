import { describe, expect, it } from '@jest/globals';
import { checkHandlers, HandlerMismatchError } from './handler-check.js';

describe('checkHandlers', () => {
  it('accepts exactly the handlers of the topology', () => {
    expect(() => checkHandlers('generator', ['JobCancelled', 'SceneRequested'])).not.toThrow();
  });

  it('asks for a handler of the dead letters where the topology has them heard', () => {
    expect(() => checkHandlers('planner', [])).toThrow(
      "DeadLetters has no handler: add a method with @HearsDeadLetters(), or take it out of topology['planner']",
    );
    expect(() => checkHandlers('generator', ['JobCancelled', 'SceneRequested', 'DeadLetters'])).toThrow(
      'DeadLetters is not heard by this service',
    );
  });

  it('names everything that is wrong at once, and how to mend it', () => {
    const check = (): void =>
      checkHandlers('generator', ['SceneRequested', 'SceneRequested', 'FilmStitched']);
    expect(check).toThrow(HandlerMismatchError);
    expect(check).toThrow(
      'generator cannot start. ' +
        "JobCancelled has no handler: add a method with @Hears(JobCancelled), or take it out of topology['generator'] in libs/contracts/src/topology.ts. " +
        'SceneRequested has more than one handler: remove all @Hears(SceneRequested) but one. ' +
        "FilmStitched is not heard by this service: remove its handler, or add it to topology['generator'] in libs/contracts/src/topology.ts.",
    );
  });
});
