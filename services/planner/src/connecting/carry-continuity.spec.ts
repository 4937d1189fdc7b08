import { describe, expect, it } from '@jest/globals';
import { carries, carryContinuity } from './carry-continuity.js';

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

  it('gives up when it does not fit', () => {
    expect(carryContinuity('A fox runs over ice.', sheet, 60)).toBeUndefined();
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
