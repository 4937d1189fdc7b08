import { describe, expect, it } from '@jest/globals';
import type { Change } from '../messages/change-requested.js';
import { clipHeard, type HeardCut, isAwaited, restingCutHeard, takesHeard } from './heard-cut.js';
import { type SceneStanding, scopeAfterChange } from './change-scope.js';

const made = { isLeftOut: false, hasClip: true, isOwed: false, isGivenUp: false };
const scenes = (...others: readonly Partial<SceneStanding>[]): readonly SceneStanding[] =>
  others.map((other, at) => ({ scene: at + 1, ...made, ...other }));
const retake: Change = { kind: 'retake', scenes: [{ scene: 3 }] };
const extend: Change = { kind: 'extend', prompt: 'on', scenes: 1 };

describe('what a change makes', () => {
  it('does not take up a stopped re-shoot, unless the person resumes', () => {
    const cut = { isCalledOff: true, scenes: scenes({}, { isOwed: true }, {}) };
    expect(scopeAfterChange(cut, retake, 3).make).toEqual([3]);
    expect(scopeAfterChange(cut, extend, 4).make).toEqual([4]);
    expect(scopeAfterChange(cut, { kind: 'resume' }, 3).make).toEqual([2]);
  });

  it('does without what was stopped and has no clip, until it is named or resumed', () => {
    const cut = {
      isCalledOff: true,
      scenes: scenes(
        {},
        { isOwed: true, hasClip: false },
        { isOwed: true },
        { isOwed: true, hasClip: false },
      ),
    };
    expect(scopeAfterChange(cut, retake, 4)).toEqual({ make: [3], leftOut: [2, 4] });
    expect(scopeAfterChange(cut, { kind: 'retake', scenes: [{ scene: 2 }] }, 4)).toEqual({
      ...{ make: [2], leftOut: [4] },
    });
    expect(scopeAfterChange(cut, extend, 5)).toEqual({ make: [5], leftOut: [2, 4] });
    expect(scopeAfterChange(cut, { kind: 'leave-out', scenes: [1] }, 4)).toEqual({
      ...{ make: [], leftOut: [1, 2, 4] },
    });
    expect(scopeAfterChange(cut, { kind: 'finish' }, 4)).toEqual({ make: [], leftOut: [2, 4] });
    expect(scopeAfterChange(cut, { kind: 'resume' }, 4)).toEqual({ make: [2, 3, 4], leftOut: [] });
  });

  it('goes on with what a cut that is held never settled', () => {
    const held = {
      isCalledOff: false,
      scenes: scenes({ isOwed: true }, { isOwed: true, hasClip: false }, {}),
    };
    expect(scopeAfterChange(held, retake, 3).make).toEqual([1, 2, 3]);
  });

  it('does not try again what was given up, unless it is named or resumed', () => {
    const cut = {
      isCalledOff: false,
      scenes: scenes({}, { isOwed: true, hasClip: false, isGivenUp: true }, {}),
    };
    expect(scopeAfterChange(cut, retake, 3).make).toEqual([3]);
    expect(scopeAfterChange(cut, { kind: 'resume' }, 3).make).toEqual([2]);
    expect(scopeAfterChange(cut, { kind: 'finish' }, 3)).toEqual({ make: [], leftOut: [2] });
    expect(scopeAfterChange(cut, { kind: 'leave-out', scenes: [2] }, 3)).toEqual({ make: [], leftOut: [2] });
  });

  it('goes on without new takes of scenes that stay as they are', () => {
    const cut = {
      isCalledOff: false,
      scenes: scenes({ isOwed: true, isGivenUp: true }, { isOwed: true }, { isOwed: true }, {}),
    };
    expect(scopeAfterChange(cut, { kind: 'keep', scenes: [1] }, 4)).toEqual({ make: [2, 3], leftOut: [] });
    expect(scopeAfterChange(cut, { kind: 'keep', scenes: [1, 2] }, 4)).toEqual({ make: [3], leftOut: [] });
    expect(scopeAfterChange({ ...cut, isCalledOff: true }, { kind: 'keep', scenes: [1] }, 4).make).toEqual(
      [],
    );
  });

  it('leaves out what is left out, until it is named', () => {
    const cut = { isCalledOff: false, scenes: scenes({}, {}, { isLeftOut: true, hasClip: false }) };
    expect(scopeAfterChange(cut, { kind: 'resume' }, 3)).toEqual({ make: [], leftOut: [3] });
    expect(scopeAfterChange(cut, retake, 3)).toEqual({ make: [3], leftOut: [] });
  });
});

describe('a cut as it is heard', () => {
  const cut: HeardCut = {
    scenes: 3,
    scope: { make: [{ scene: 2, after: 2 }], clips: [{ scene: 1, take: 1 }], leftOut: [3] },
    takes: [
      { scene: 1, take: 1, outcome: 'rendered' },
      { scene: 1, take: 2, outcome: 'rendered' },
      { scene: 2, take: 2, outcome: 'failed' },
      { scene: 2, take: 1, outcome: 'rendered' },
      { scene: 3, take: 1, outcome: 'rendered' },
    ],
  };

  it('has no use for takes that were given up before it began', () => {
    expect([clipHeard(cut, 1), clipHeard(cut, 2), takesHeard(cut, 2, 'failed')]).toEqual([1, 0, []]);
    expect([1, 2, 3].map((scene) => isAwaited(cut, scene))).toEqual([false, true, false]);
  });

  it('has the clips of its own takes, and those it waits for', () => {
    const more = { ...cut, takes: [...cut.takes, { scene: 2, take: 3, outcome: 'rendered' } as const] };
    expect([clipHeard(more, 2), isAwaited(more, 2)]).toEqual([3, false]);
  });

  it('owes nothing any more once its film was requested', () => {
    const rest = { isCalledOff: true, isFilmRequested: false, givenUp: [2] };
    expect(restingCutHeard(cut, rest).scenes[1]).toEqual({
      ...{ scene: 2, isLeftOut: false, hasClip: false, isOwed: true, isGivenUp: true },
    });
    expect(restingCutHeard(cut, { ...rest, isFilmRequested: true }).scenes[1]?.isOwed).toBe(false);
  });

  it('makes everything when nothing else was said', () => {
    expect(isAwaited({ scenes: 1, takes: [] }, 1)).toBe(true);
  });
});
