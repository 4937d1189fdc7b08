import { aspectSchema, qualitySchema } from '@kinoline/contracts';
import fc from 'fast-check';
import { filmSteps } from '../src/conversation/draft.js';
import { asideAnswers, type Move } from '../src/film/move.js';

const kind = <Kind extends Move['kind']>(name: Kind): fc.Arbitrary<Kind> => fc.constant(name);
const step = fc.constantFrom(...filmSteps);
const modelId = fc.stringMatching(/^[a-z0-9][a-z0-9_]{1,40}$/);

/** A tap on a model, of those that are named. */
const modelMove = (ids: fc.Arbitrary<string>): fc.Arbitrary<Move> =>
  fc.record({ kind: kind('model'), model: ids });

const otherMove: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: kind('go'), step }),
  fc.record({ kind: kind('change'), step }),
  fc.record({ kind: kind('sound'), on: fc.boolean() }),
  fc.record({ kind: kind('quality'), quality: fc.constantFrom(...qualitySchema.options) }),
  fc.record({ kind: kind('aspect'), aspect: fc.constantFrom(...aspectSchema.options) }),
  fc.record({ kind: kind('seconds'), seconds: fc.integer({ min: 4, max: 16 }) }),
  fc.record({ kind: kind('scenes'), scenes: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ kind: kind('aside'), answer: fc.constantFrom(...asideAnswers) }),
  fc.record({ kind: kind('no-picture') }),
);

/** Any tap on a panel of a film. */
export const moveAmong = (ids: fc.Arbitrary<string>): fc.Arbitrary<Move> =>
  fc.oneof({ weight: 1, arbitrary: modelMove(ids) }, { weight: 8, arbitrary: otherMove });

/** Any tap on any panel. */
export const anyMove = moveAmong(modelId);
