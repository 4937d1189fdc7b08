import { describe, expect, it } from '@jest/globals';
import { allParts, carries, carriesEssence, carryContinuity, withoutContinuity } from './carry-continuity.js';

const sheet = {
  characters: 'A small red fox with a torn left ear and a blue scarf',
  place: 'a frozen lake',
  light: 'pale dawn light',
  style: 'Watercolour animation, soft edges',
  camera: 'slow tracking',
};

describe('carryContinuity', () => {
  const carried =
    'A small red fox with a torn ear and blue scarf runs over ice, watercolour animation with soft edges.';

  it('leaves a prompt that carries the essence as it is', () => {
    expect(carryContinuity(carried, sheet, 3000)).toBe(carried);
  });

  it('adds what the prompt does not carry', () => {
    expect(carryContinuity('A fox runs over ice.', sheet, 3000)).toBe(
      'A fox runs over ice. Characters, when seen, always look like this: A small red fox with a torn left ear and a blue scarf. Style of the whole film: Watercolour animation, soft edges.',
    );
  });

  it('adds what fits, the most important first', () => {
    expect(carryContinuity('A fox runs.', sheet, 60)).toBe('A fox runs.');
    expect(carryContinuity('A fox runs.', sheet, 110)).toBe(
      'A fox runs. Style of the whole film: Watercolour animation, soft edges.',
    );
    expect(carriesEssence(carryContinuity('A fox runs.', sheet, 110), sheet)).toBe(false);
    expect(carriesEssence(carryContinuity('A fox runs.', sheet, 300), sheet)).toBe(true);
  });

  it('tells light and place where they are asked for, after a sentence that has an end', () => {
    const words = 'Медведь ловит рыбу';
    const told = carryContinuity(words, sheet, 3000, allParts);
    expect(told).toMatch(/^Медведь ловит рыбу\. Characters, when seen, always look like this: A small/);
    expect(told).toMatch(
      /The light, unless told otherwise: pale dawn light\. The place, .*: a frozen lake\.$/,
    );
    expect(withoutContinuity(told, sheet)).toBe(`${words}.`);
    expect(carryContinuity(told, sheet, 3000, allParts)).toBe(told);
  });

  it('asks for nothing where the sheet says nothing', () => {
    expect(carryContinuity('A fox.', { ...sheet, characters: '', style: ' ' }, 3000)).toBe('A fox.');
  });
});

describe('carries', () => {
  it('does not mind endings, order and capitals', () => {
    expect(carries('Soft EDGES, animated like watercolours', 'Watercolour animation, soft edges')).toBe(true);
  });

  it('knows scripts without spaces', () => {
    expect(carries('红色的狐狸在雪地里奔跑', '红色的狐狸')).toBe(true);
    expect(carries('一只熊', '红色的狐狸')).toBe(false);
  });
});
