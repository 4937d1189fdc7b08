import { aspectSchema, qualitySchema } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPressData } from '../telegram/press-data.js';
import { anyMove } from '../../test/any-move.js';
import { filmSteps } from '../conversation/draft.js';
import { asideAnswers, moveData, readMove } from './move.js';

describe('a move', () => {
  it('is read from its button as it was written', () => {
    fc.assert(
      fc.property(anyMove, (move) => {
        const data = readPressData(moveData(move));
        expect(data && readMove(data)).toEqual(move);
      }),
    );
  });

  it.each(['seconds:3', 'seconds:17', 'scenes:0', 'scenes:21', 'scenes:2.5', 'scenes:', 'scenes'])(
    'is not read from %s',
    (data) => {
      expect(readMove(readPressData(`film:${data}`)!)).toBeUndefined();
    },
  );

  it.each(['aspect:4x3', 'quality:8k', 'sound:loud', 'go:nowhere', 'model:UPPER', 'constructor:x', 'jump:1'])(
    'is not read from %s',
    (data) => {
      expect(readMove(readPressData(`film:${data}`)!)).toBeUndefined();
    },
  );

  it('knows every shape, quality, step and answer', () => {
    const moves = [
      ...aspectSchema.options.map((aspect) => ({ kind: 'aspect', aspect }) as const),
      ...qualitySchema.options.map((quality) => ({ kind: 'quality', quality }) as const),
      ...filmSteps.map((step) => ({ kind: 'change', step }) as const),
      ...asideAnswers.map((answer) => ({ kind: 'aside', answer }) as const),
    ];
    for (const move of moves) expect(readMove(readPressData(moveData(move))!)).toEqual(move);
  });
});
