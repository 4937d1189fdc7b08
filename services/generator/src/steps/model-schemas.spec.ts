import { aspectSchema, modelInput, planShots, qualitySchema } from '@kinoline/contracts';
import { modelInputSchemas } from '@kinoline/sandbox';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { catalogue } from '../../test/factories.js';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addFormat('password', true);

const settings = fc.record({
  aspect: fc.constantFrom(...aspectSchema.options),
  quality: fc.constantFrom(...qualitySchema.options),
  audio: fc.boolean(),
  secondsPerScene: fc.integer({ min: 4, max: 16 }),
});
const picture = fc.constantFrom(undefined, 'https://store.test/frame.png', 'data:image/png;base64,AAAA');

describe.each([...catalogue.values()])('what $id is sent', (card) => {
  const schema = modelInputSchemas[card.model];

  it('is known to the model, whatever is chosen', () => {
    expect(schema).toBeDefined();
    const validate = ajv.compile({ ...schema, additionalProperties: false });
    fc.assert(
      fc.property(settings, picture, picture, fc.string({ minLength: 1 }), (chosen, start, end, prompt) => {
        for (const seconds of planShots(card, chosen).seconds) {
          const { inputs } = modelInput(card, {
            settings: chosen,
            prompt,
            seconds,
            ...(start === undefined ? {} : { startImage: start }),
            ...(end === undefined ? {} : { endImage: end }),
          });
          validate(inputs);
          expect(validate.errors ?? []).toEqual([]);
        }
      }),
    );
  });
});
