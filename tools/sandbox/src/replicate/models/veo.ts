import type { ModelInput, RenderPlan, ReplicateModel } from './model.js';
import { imageInput, promptInput, textOf, turned } from './model.js';

/** Source of the inputs: replicate.com/google/veo-3.1-fast, as seen in November 2026. */
const properties = {
  prompt: promptInput,
  aspect_ratio: { type: 'string', enum: ['16:9', '9:16'], default: '16:9', title: 'aspect_ratio' },
  duration: { type: 'integer', enum: [4, 6, 8], default: 8, title: 'duration' },
  image: imageInput('Image', 'Input image to start generating from.'),
  last_frame: imageInput('Last Frame', 'Ending image: the clip ends on it. Best with image.'),
  negative_prompt: { type: 'string', title: 'Negative Prompt' },
  resolution: { type: 'string', enum: ['720p', '1080p'], default: '1080p', title: 'resolution' },
  generate_audio: { type: 'boolean', default: true, title: 'Generate Audio' },
  seed: { type: 'integer', title: 'Seed' },
} as const;

function plan(input: ModelInput): RenderPlan {
  const wide = input['resolution'] === '720p' ? { width: 1280, height: 720 } : { width: 1920, height: 1080 };
  const spec = {
    kind: 'clip',
    prompt: textOf(input, 'prompt'),
    ...turned(wide, input['aspect_ratio'] === '9:16'),
    fps: 24,
    seconds: Number(input['duration']),
    audio: input['generate_audio'] === true,
  } as const;
  const startImage = textOf(input, 'image');
  const endImage = textOf(input, 'last_frame');
  return { spec, ...(startImage ? { startImage } : {}), ...(endImage ? { endImage } : {}) };
}

const shared = { owner: 'google', startInputs: ['image'], plan } as const;

export const veoFast: ReplicateModel = {
  ...shared,
  name: 'veo-3.1-fast',
  description: 'A faster, cheaper version of Veo 3.1, with sound and a start and an end image',
  inputSchema: { type: 'object', additionalProperties: false, required: ['prompt'], properties },
};

export const veo: ReplicateModel = {
  ...shared,
  name: 'veo-3.1',
  description: 'Video with sound, a start and an end image, reference images',
  inputSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['prompt'],
    properties: {
      ...properties,
      reference_images: {
        type: 'array',
        items: { type: 'string', format: 'uri' },
        maxItems: 3,
        default: [],
        title: 'Reference Images',
      },
    },
  },
};
