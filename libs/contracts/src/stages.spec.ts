import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stageMaxCharacters, stageOf, withoutStage } from './stages.js';

describe('the stages of a scene in several shots', () => {
  it('are worded in the language of the text', () => {
    expect(stageOf('A fox runs', 1, 2, 3000)).toBe(
      'A fox runs. This is part 1 of 2, the beginning: the action only starts.',
    );
    expect(stageOf('Лиса бежит!', 2, 3, 3000)).toBe(
      'Лиса бежит! Это часть 2 из 3: действие продолжается с предыдущего мгновения.',
    );
  });

  it('are left out where there are none, or no room', () => {
    expect(stageOf('A fox runs', 1, 1, 3000)).toBe('A fox runs');
    expect(stageOf('A fox runs', 1, 2, 20)).toBe('A fox runs');
  });

  it('can be taken away again: the text is the same but for a full stop', () => {
    const text = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('Лиса бежит', '狐が走る', '狐狸在跑', 'A fox runs.'),
    );
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 3 }),
        (plain, part, more) => {
          const parts = part + more;
          const staged = stageOf(plain, part, parts, plain.length + stageMaxCharacters);
          const bare = withoutStage(staged, part, parts);
          expect(bare.replace(/[.。]$/u, '').trimEnd()).toBe(plain.replace(/[.。]$/u, '').trimEnd());
          expect(stageOf(bare, part, parts, 10_000)).toBe(staged);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('can be taken away also when more was put behind them', () => {
    const behind = 'Style of the whole film: ink.';
    for (const [text, bare] of [
      ['A fox runs', 'A fox runs.'],
      ['狐が走る', '狐が走る。'],
    ] as const) {
      const staged = `${stageOf(text, 2, 3, 3000)} ${behind}`;
      expect(withoutStage(staged, 2, 3)).toBe(`${bare} ${behind}`);
      expect(withoutStage(staged, 1, 3)).toBe(staged);
    }
  });
});
