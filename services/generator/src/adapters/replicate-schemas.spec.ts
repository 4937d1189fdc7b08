import { describe, expect, it } from '@jest/globals';
import { createdBodySchema, predictionBodySchema, predictionPageSchema } from './replicate-schemas.js';

/** The example answer to a creation in the provider's reference: no `output` yet. */
const created = {
  id: 'gm3qorzdhgbfurvjtvhg6dckhu',
  model: 'google/veo-3.1-fast',
  version: 'hidden',
  input: { prompt: 'a fox' },
  logs: '',
  error: null,
  status: 'starting',
  created_at: '2026-11-22T09:00:00.123Z',
  urls: {
    cancel: 'https://api.replicate.com/v1/predictions/x/cancel',
    get: 'https://api.replicate.com/v1/predictions/x',
  },
};

describe('a prediction as Replicate writes it', () => {
  it('is read without an output while it runs', () => {
    expect(predictionBodySchema.parse(created)).toMatchObject({
      status: 'starting',
      output: null,
      error: undefined,
    });
  });

  it('in a state that is not known yet still runs', () => {
    expect(predictionBodySchema.parse({ ...created, status: 'queued' }).status).toBe('processing');
  });

  it('is known by its id alone once it was paid for', () => {
    expect(createdBodySchema.parse({ id: created.id, anything: 'else' }).id).toBe(created.id);
  });

  it('that cannot be read does not hide the others of its page', () => {
    const page = predictionPageSchema.parse({ results: [{ id: 7 }, created, null], next: null });
    expect(page.results.map(({ id }) => id)).toEqual([created.id]);
  });
});
