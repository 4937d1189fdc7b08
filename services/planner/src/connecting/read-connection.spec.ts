import { scenePromptMaxCharacters } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readConnection } from './read-connection.js';

const continuity = {
  characters: 'Red fox',
  place: 'Lake',
  light: 'Dawn',
  style: 'Watercolour',
  camera: 'Slow',
};
const order = { prompt: 'A fox', drafts: ['one', 'two', 'three'], secondsPerScene: 4, maxCharacters: 500 };

function scene(number: number, changes: Record<string, unknown> = {}) {
  return {
    scene: number,
    opening: `opens ${number}`,
    closing: `closes ${number}`,
    seam: 'continuous',
    prompt: `Watercolour of a red fox, scene ${number}`,
    ...changes,
  };
}

function read(...scenes: unknown[]) {
  const connection = readConnection({ continuity, scenes }, order);
  if (!connection) throw new Error('not read');
  return connection.scenes;
}

describe('readConnection', () => {
  it('takes every rewrite by its number, in any order', () => {
    const scenes = read(scene(3), scene(1, { seam: 'cut' }), scene(2));
    expect(scenes.map(({ prompt }) => prompt.slice(-1))).toEqual(['1', '2', '3']);
    expect(scenes[1]).toEqual({
      draft: 'two',
      prompt: 'Watercolour of a red fox, scene 2',
      seam: 'continuous',
      opening: 'opens 2',
      closing: 'closes 2',
    });
  });

  it.each([
    ['lost', [scene(1), scene(3)], 'missing in the answer', 'cut'],
    ['wrongly numbered', [scene(1), scene(7), scene(3)], 'missing in the answer', 'cut'],
    ['numbered twice', [scene(1), scene(1), scene(3)], 'missing in the answer', 'cut'],
    ['no object', [scene(1), 'two', scene(3)], 'missing in the answer', 'cut'],
    ['empty', [scene(1), scene(2, { prompt: ' ' }), scene(3)], 'empty', 'continuous'],
    ['no text', [scene(1), scene(2, { prompt: 4 }), scene(3)], 'empty', 'continuous'],
    ['too long', [scene(1), scene(2, { prompt: 'x'.repeat(501) }), scene(3)], '501 characters', 'continuous'],
    ['full', [scene(1), scene(2, { prompt: 'x'.repeat(490) }), scene(3)], 'no room', 'continuous'],
    ['of unknown seam', [scene(1), scene(2, { seam: 'fade', prompt: '' }), scene(3)], 'empty', 'cut'],
  ])('keeps the draft of a scene that is %s, and only its', (_, answer, reason, seam) => {
    const [first, second, third] = read(...answer);
    expect(second).toMatchObject({ prompt: 'two', draft: 'two', seam });
    expect(second?.notRewritten).toContain(reason);
    expect(first?.notRewritten).toBeUndefined();
    expect(third?.notRewritten).toBeUndefined();
  });

  it('reads nothing without a continuity sheet or a list', () => {
    expect(readConnection({ scenes: [scene(1)] }, order)).toBeUndefined();
    expect(readConnection({ continuity, scenes: 'none' }, order)).toBeUndefined();
    expect(readConnection({ continuity: { ...continuity, style: 3 }, scenes: [] }, order)).toBeUndefined();
    expect(readConnection(null, order)).toBeUndefined();
  });

  it('gives as many usable scenes as drafts, whatever comes', () => {
    const anyScene = fc.oneof(
      fc.record({
        scene: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.anything()),
        opening: fc.oneof(fc.string({ maxLength: 3000 }), fc.anything()),
        closing: fc.anything(),
        seam: fc.oneof(fc.constantFrom('cut', 'continuous'), fc.anything()),
        prompt: fc.oneof(fc.string({ maxLength: 4000 }), fc.anything()),
      }),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.array(anyScene, { maxLength: 6 }), (scenes) => {
        const read = readConnection({ continuity, scenes }, { ...order, maxCharacters: 3000 });
        expect(read?.scenes).toHaveLength(3);
        for (const { prompt, opening, closing } of read?.scenes ?? []) {
          expect(prompt.trim()).not.toBe('');
          expect(prompt.length).toBeLessThanOrEqual(scenePromptMaxCharacters);
          expect((opening ?? '').length).toBeLessThanOrEqual(1000);
          expect((closing ?? '').length).toBeLessThanOrEqual(1000);
        }
      }),
    );
  });
});
