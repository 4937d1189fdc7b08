import { type ContinuitySheet, stageOf, withoutStage } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tellScene } from './tell-scene.js';

const sheet: ContinuitySheet = {
  characters: 'A small red fox with a torn left ear and a blue scarf.',
  place: 'A frozen lake between dark firs.',
  light: 'Pale dawn light through thin mist.',
  style: 'Watercolour animation, soft edges, paper grain.',
  camera: 'Slow tracking.',
};
const room = 1000;

/** How often a prompt tells each part of the sheet in its very words. */
const tellings = (prompt: string): number[] =>
  [sheet.characters, sheet.style, sheet.light, sheet.place].map((part) => prompt.split(part).length - 1);

describe('tellScene', () => {
  const own = { prompt: 'Медведь ловит рыбу', draft: 'Медведь ловит рыбу' };

  it('puts the sheet behind a person’s words, and never into the draft', () => {
    const { prompt, draft, adaptations } = tellScene(own, sheet, 3000);
    expect(draft).toBe(own.draft);
    expect(prompt).toMatch(/^Медведь ловит рыбу\. Characters, /);
    expect(tellings(prompt)).toEqual([1, 1, 1, 1]);
    expect(adaptations).toEqual([]);
  });

  it('leaves light and place to a rewritten prompt', () => {
    const { prompt } = tellScene({ prompt: 'A bear fishes', draft: 'Медведь ловит рыбу' }, sheet, 3000);
    expect(tellings(prompt)).toEqual([1, 1, 0, 0]);
  });

  it('adds nothing where there is no sheet', () => {
    expect(tellScene(own, undefined, 3000)).toEqual({ ...own, adaptations: [] });
  });

  it('gives up the sheet before the words where a model reads less, and only tells of words', () => {
    const long = tellScene(own, sheet, 3000);
    const short = tellScene(long, sheet, 30);
    expect(short).toEqual({ prompt: 'Медведь ловит рыбу.', draft: own.draft, adaptations: [] });
    expect(tellings(tellScene(short, sheet, 3000).prompt)).toEqual([1, 1, 1, 1]);
    expect(tellScene(long, sheet, 10)).toEqual({
      ...{ prompt: 'Медведь', draft: 'Медведь' },
      adaptations: [{ kind: 'prompt-shortened', asked: 19, given: 7 }],
    });
  });
});

type Edit =
  | { readonly kind: 'reword'; readonly text: string }
  | { readonly kind: 'lengthen'; readonly parts: number }
  | { readonly kind: 'recast'; readonly limit: number }
  | { readonly kind: 'leave' };

const text = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 300 }),
    fc.constantFrom('Лиса бежит', '狐が走る', 'A fox with a torn left ear and a blue scarf', sheet.style),
  )
  .map((each) => each.trim())
  .filter((each) => each !== '');
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('reword' as const), text }),
  fc.record({ kind: fc.constant('lengthen' as const), parts: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('recast' as const), limit: fc.integer({ min: 320, max: 2 * room }) }),
  fc.constant({ kind: 'leave' as const }),
);

describe('a scene that is edited again and again, as the chat does it', () => {
  it('stays within the limit, begins with its words and carries each part of the sheet once', () => {
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 12 }), (first, edits) => {
        let [scene, parts, limit] = [tellScene({ prompt: first, draft: first }, sheet, room), 1, room];
        for (const each of edits) {
          const before = scene;
          if (each.kind === 'reword') {
            scene = tellScene(
              { prompt: stageOf(each.text, 1, parts, limit), draft: each.text },
              sheet,
              limit,
            );
          } else if (each.kind === 'lengthen') {
            const words = withoutStage(scene.prompt, 1, parts);
            parts = each.parts;
            scene = tellScene({ ...scene, prompt: stageOf(words, 1, parts, limit) }, sheet, limit);
          } else {
            limit = each.kind === 'recast' ? each.limit : limit;
            scene = tellScene(scene, sheet, limit);
          }
          if (each.kind === 'leave') expect(scene).toEqual(before);
          expect(scene.prompt.length).toBeLessThanOrEqual(limit);
          expect(scene.prompt.startsWith(scene.draft)).toBe(true);
          expect(Math.max(...tellings(scene.prompt.slice(scene.draft.length)))).toBeLessThanOrEqual(1);
          expect(tellScene(scene, sheet, limit)).toEqual({ ...scene, adaptations: [] });
        }
        const roomy = tellScene(scene, sheet, 3000).prompt;
        if (scene.draft === 'Лиса бежит' || scene.draft === '狐が走る')
          expect(tellings(roomy)).toEqual([1, 1, 1, 1]);
      }),
      { numRuns: 500 },
    );
  });
});
