import { describe, expect, it } from '@jest/globals';
import { type JobSettings, planShots, type Storyboard, storyboardSchema } from '@kinoline/contracts';
import fc from 'fast-check';
import { plannedScenes } from '../../test/job-facts.js';
import { realCatalogue } from '../../test/model-cards.js';
import { beatsOf, secondsOf } from '../jobs/beats.js';
import { edited, type Edit } from './edits.js';

const limit = 3000;
const cards = [...realCatalogue.values()];

const settings = fc.record({
  aspect: fc.constantFrom('16:9' as const, '9:16' as const, '1:1' as const),
  quality: fc.constantFrom('720p' as const, '1080p' as const),
  secondsPerScene: fc.integer({ min: 4, max: 16 }),
});
const shots = fc
  .tuple(fc.constantFrom(...cards), settings)
  .map(
    ([card, chosen]: [(typeof cards)[number], Pick<JobSettings, 'aspect' | 'quality' | 'secondsPerScene'>]) =>
      planShots(card, chosen).seconds,
  );
const text = fc
  .string({ minLength: 1, maxLength: 200 })
  .filter((each) => each.trim() !== '')
  .map((each) => each.trim());
const beat = fc.integer({ min: 0, max: 22 });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('reword' as const), beat, text }),
  fc.record({ kind: fc.constant('drop' as const), beat }),
  fc.record({ kind: fc.constant('move' as const), beat, by: fc.constantFrom(1 as const, -1 as const) }),
  fc.record({ kind: fc.constant('lengthen' as const), beat, shots }),
  fc.record({
    kind: fc.constant('join' as const),
    beat,
    seam: fc.constantFrom('cut' as const, 'continuous' as const),
  }),
  fc.record({ kind: fc.constant('add' as const), after: beat, text, shots }),
);

const storyboard: fc.Arbitrary<Storyboard> = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 3 }))
  .map(([beats, each]) => ({ scenes: plannedScenes(beats, each) }));

const drafts = ({ scenes }: Storyboard): string[] =>
  beatsOf({ scenes }).map(({ shots: [first] }) => first.draft);

/** The texts of the scenes after an edit. */
function expected(was: string[], wanted: Exclude<Edit, { kind: 'move' }>): string[] {
  switch (wanted.kind) {
    case 'reword':
      return was.with(wanted.beat - 1, wanted.text);
    case 'drop':
      return was.toSpliced(wanted.beat - 1, 1);
    case 'add':
      return was.toSpliced(wanted.after, 0, wanted.text);
    case 'lengthen':
    case 'join':
      return was;
  }
}

/** The storyboard after an edit that is possible. */
function after(before: Storyboard, wanted: Edit): Storyboard {
  const result = edited(before, wanted, limit);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

describe('any edits of any storyboard', () => {
  it('give a storyboard that can be filmed: numbered, beginning with a cut, of 1 to 20 scenes', () => {
    fc.assert(
      fc.property(storyboard, fc.array(edit, { maxLength: 15 }), (first, edits) => {
        let board = first;
        for (const each of edits) {
          const result = edited(board, each, limit);
          if (typeof result === 'string') continue;
          board = storyboardSchema.parse(JSON.parse(JSON.stringify(result)));
          const beats = beatsOf(board);
          expect(beats.map((one) => one.beat)).toEqual(beats.map((_, at) => at + 1));
          expect(beats.length).toBeGreaterThanOrEqual(1);
          expect(beats.length).toBeLessThanOrEqual(20);
          // Within a scene each shot goes on from the one before.
          for (const {
            shots: [, ...others],
          } of beats) {
            expect(others.every(({ seam }) => seam === 'continuous')).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('change only what they are about', () => {
    fc.assert(
      fc.property(storyboard, edit, (before, wanted) => {
        const result = edited(before, wanted, limit);
        if (typeof result === 'string') return;
        const [was, is] = [drafts(before), drafts(result)];
        if (wanted.kind === 'move') expect(is.toSorted()).toEqual(was.toSorted());
        else expect(is).toEqual(expected(was, wanted));
      }),
    );
  });

  it('moved there and back, or lengthened to what it was, a scene is what it was', () => {
    const place = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        place,
        (beats, each, at) => {
          const board = { scenes: plannedScenes(beats, each) };
          fc.pre(at < beats);
          const moved = after(board, { kind: 'move', beat: at, by: 1 });
          expect(after(moved, { kind: 'move', beat: at + 1, by: -1 })).toEqual(board);
          const long = after(board, { kind: 'lengthen', beat: 2, shots: [8, 8, 8, 8] });
          const back = after(long, {
            kind: 'lengthen',
            beat: 2,
            shots: Array.from({ length: each }, () => 4),
          });
          expect(beatsOf(back).map(secondsOf)).toEqual(beatsOf(board).map(secondsOf));
        },
      ),
    );
  });
});

describe('an edit', () => {
  const three: Storyboard = { scenes: plannedScenes(3) };

  it('tells a long scene in stages', () => {
    const long = after({ scenes: plannedScenes(1) }, { kind: 'lengthen', beat: 1, shots: [8, 6] });
    expect(long.scenes.map(({ prompt, seconds, seam }) => [prompt.slice(-64), seconds, seam])).toEqual([
      [expect.stringContaining('This is part 1 of 2, the beginning'), 8, 'cut'],
      [expect.stringContaining('This is part 2 of 2, the close'), 6, 'continuous'],
    ]);
    const reworded = after(long, { kind: 'reword', beat: 1, text: 'Лиса бежит' });
    expect(reworded.scenes.map(({ draft, prompt }) => [draft, prompt])).toEqual([
      ['Лиса бежит', 'Лиса бежит. Это часть 1 из 2, начало: действие только начинается.'],
      ['Лиса бежит', 'Лиса бежит. Это часть 2 из 2, завершение: действие подходит к концу.'],
    ]);
    const short = after(reworded, { kind: 'lengthen', beat: 1, shots: [4] });
    expect(short.scenes).toMatchObject([{ prompt: 'Лиса бежит.', seconds: 4 }]);
  });

  it('keeps the pictures of a scene that only gets longer, not those of other words', () => {
    const pictured: Storyboard = {
      scenes: plannedScenes(1).map((scene) => ({ ...scene, opening: 'ice', closing: 'shore' })),
    };
    const long = after(pictured, { kind: 'lengthen', beat: 1, shots: [4, 4] });
    expect(long.scenes.map(({ opening, closing }) => [opening, closing])).toEqual([
      ['ice', undefined],
      [undefined, 'shore'],
    ]);
    const reworded = after(long, { kind: 'reword', beat: 1, text: 'Rain' });
    expect(reworded.scenes.map(({ opening, closing }) => [opening, closing])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('makes whatever comes first a cut', () => {
    expect(after(three, { kind: 'drop', beat: 1 }).scenes.map(({ seam }) => seam)).toEqual([
      'cut',
      'continuous',
    ]);
    expect(after(three, { kind: 'join', beat: 1, seam: 'continuous' }).scenes[0]?.seam).toBe('cut');
    expect(after(three, { kind: 'join', beat: 2, seam: 'cut' }).scenes[1]?.seam).toBe('cut');
  });

  it('gives the scene that leaves the beginning the seam of the one that takes its place', () => {
    const seams = (before: Storyboard) =>
      after(before, { kind: 'move', beat: 1, by: 1 }).scenes.map(({ draft, seam }) => [
        draft.slice(0, 7),
        seam,
      ]);
    expect(seams(three)).toEqual([
      ['Scene 2', 'cut'],
      ['Scene 1', 'continuous'],
      ['Scene 3', 'continuous'],
    ]);
    expect(seams(after(three, { kind: 'join', beat: 2, seam: 'cut' }))[1]).toEqual(['Scene 1', 'cut']);
  });

  it('says what is not possible', () => {
    const one: Storyboard = { scenes: plannedScenes(1) };
    expect(edited(one, { kind: 'drop', beat: 1 }, limit)).toBe('last-scene');
    expect(edited(three, { kind: 'drop', beat: 4 }, limit)).toBe('no-such-scene');
    expect(edited(three, { kind: 'move', beat: 1, by: -1 }, limit)).toBe('no-further');
    expect(edited(three, { kind: 'move', beat: 3, by: 1 }, limit)).toBe('no-further');
    const twenty: Storyboard = { scenes: plannedScenes(20) };
    expect(edited(twenty, { kind: 'add', after: 3, text: 'x', shots: [4] }, limit)).toBe('too-many-scenes');
    const full: Storyboard = { scenes: plannedScenes(20, 5) };
    expect(edited(full, { kind: 'lengthen', beat: 1, shots: [4, 4, 4, 4, 4, 4] }, limit)).toBe(
      'too-many-scenes',
    );
  });
});
