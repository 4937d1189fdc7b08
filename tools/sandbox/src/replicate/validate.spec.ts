import { describe, expect, it } from '@jest/globals';
import { models } from './models/index.js';
import { validateInput } from './validate.js';

const accepted: [string, Record<string, unknown>, Record<string, unknown>][] = [
  [
    'google/veo-3.1-fast',
    { duration: 6, resolution: '720p', aspect_ratio: '9:16' },
    { width: 720, height: 1280, seconds: 6, audio: true },
  ],
  ['google/veo-3.1', { generate_audio: false }, { width: 1920, height: 1080, seconds: 8, audio: false }],
  [
    'kwaivgi/kling-v2.5-turbo-pro',
    { aspect_ratio: '1:1' },
    { width: 1440, height: 1440, seconds: 5, audio: false },
  ],
  [
    'openai/sora-2',
    { seconds: 12, aspect_ratio: 'landscape' },
    { width: 1280, height: 720, seconds: 12, audio: true },
  ],
  [
    'google/nano-banana-pro',
    { aspect_ratio: '16:9', resolution: '1K', output_format: 'png' },
    { width: 1376, height: 768, format: 'png' },
  ],
];

describe('inputs', () => {
  it.each(accepted)('of %s %j are planned', (model, input, spec) => {
    const validation = validateInput(model, { prompt: 'A fox', ...input });
    expect(validation.ok && models.get(model)?.plan(validation.input).spec).toMatchObject(spec);
  });

  it.each([
    ['kwaivgi/kling-v2.5-turbo-pro', { end_image: 'https://example.com/a.png' }],
    ['kwaivgi/kling-v2.5-turbo-pro', { duration: 4 }],
    ['openai/sora-2', { duration: 4 }],
    ['openai/sora-2', { aspect_ratio: '16:9' }],
    ['google/veo-3.1-fast', { guidance_scale: 1 }],
    ['google/veo-3.1-fast', { image: 'not a uri' }],
    ['google/veo-3.1-fast', { seed: null }],
    [
      'google/nano-banana-pro',
      { image_input: Array.from({ length: 15 }, () => 'https://example.com/a.png') },
    ],
  ])('of %s %j are refused', (model, input) => {
    expect(validateInput(model, { prompt: 'A fox', ...input })).toMatchObject({ ok: false });
  });

  it('keep the shape of a start image in Kling, and must have the shape of the video in Sora', () => {
    const kling = validateInput('kwaivgi/kling-v2.5-turbo-pro', { prompt: 'A fox', aspect_ratio: '16:9' });
    const tall = { width: 720, height: 1280 };
    expect(
      kling.ok && models.get('kwaivgi/kling-v2.5-turbo-pro')?.plan(kling.input, tall).spec,
    ).toMatchObject({
      width: 1080,
      height: 1920,
    });
    const sora = validateInput('openai/sora-2', { prompt: 'A fox', aspect_ratio: 'landscape' });
    expect(() => sora.ok && models.get('openai/sora-2')?.plan(sora.input, tall)).toThrow('must match');
  });
});
