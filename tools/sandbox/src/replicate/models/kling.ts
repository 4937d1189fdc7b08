import type { ModelInput, RenderPlan, ReplicateModel, Size } from './model.js';
import { imageInput, promptInput, textOf } from './model.js';

/** Source of the inputs: replicate.com/kwaivgi/kling-v2.5-turbo-pro. `end_image` stands in some copies only: refused here. */
const properties = {
  prompt: promptInput,
  negative_prompt: { type: 'string', default: '', title: 'Negative Prompt' },
  start_image: imageInput('Start Image', 'First frame of the video'),
  image: { ...imageInput('Image', 'Deprecated: use start_image.'), deprecated: true },
  aspect_ratio: {
    type: 'string',
    enum: ['16:9', '9:16', '1:1'],
    default: '16:9',
    title: 'aspect_ratio',
    description: 'Ignored if a start image is provided.',
  },
  duration: { type: 'integer', enum: [5, 10], default: 5, title: 'duration' },
  guidance_scale: { type: 'number', minimum: 0, maximum: 1, default: 0.5, title: 'Guidance Scale' },
} as const;

const sizes: Readonly<Record<string, Size>> = {
  '16:9': { width: 1920, height: 1080 },
  '9:16': { width: 1080, height: 1920 },
  '1:1': { width: 1440, height: 1440 },
};

/** With a start image the model keeps that image's shape: the nearest of its own three. */
function nearestSize(start: Size): Size {
  const distance = (size: Size): number =>
    Math.abs(Math.log(size.width / size.height) - Math.log(start.width / start.height));
  return Object.values(sizes).reduce((best, size) => (distance(size) < distance(best) ? size : best));
}

function plan(input: ModelInput, start?: Size): RenderPlan {
  const asked = sizes[textOf(input, 'aspect_ratio')] ?? { width: 1920, height: 1080 };
  const { width, height } = start ? nearestSize(start) : asked;
  const seconds = Number(input['duration']);
  const prompt = textOf(input, 'prompt');
  const startImage = textOf(input, 'start_image') || textOf(input, 'image');
  const spec = { kind: 'clip', prompt, width, height, fps: 24, seconds, audio: false } as const;
  return { spec, ...(startImage ? { startImage } : {}) };
}

export const kling: ReplicateModel = {
  owner: 'kwaivgi',
  name: 'kling-v2.5-turbo-pro',
  description: 'Mute video with a start image',
  inputSchema: { type: 'object', additionalProperties: false, required: ['prompt'], properties },
  startInputs: ['start_image', 'image'],
  plan,
};
