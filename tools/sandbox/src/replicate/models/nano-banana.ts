import type { ModelInput, RenderPlan, ReplicateModel, Size } from './model.js';
import { promptInput, textOf } from './model.js';

const shapes = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'];

/** Source of the inputs: replicate.com/google/nano-banana-pro. */
const properties = {
  prompt: { ...promptInput, description: 'A text description of the image' },
  image_input: {
    type: 'array',
    items: { type: 'string', format: 'uri' },
    maxItems: 14,
    default: [],
    title: 'Image Input',
  },
  aspect_ratio: { type: 'string', enum: ['match_input_image', ...shapes], default: 'match_input_image' },
  resolution: { type: 'string', enum: ['1K', '2K', '4K'], default: '2K' },
  output_format: { type: 'string', enum: ['jpg', 'png'], default: 'jpg' },
  safety_filter_level: {
    type: 'string',
    enum: ['block_low_and_above', 'block_medium_and_above', 'block_only_high'],
    default: 'block_only_high',
  },
} as const;

/** Length of the longer side in pixels. */
const longerSide: Readonly<Record<string, number>> = { '1K': 1376, '2K': 2752, '4K': 5504 };

function ratioOf(shape: string, first: Size | undefined): number {
  if (shape === 'match_input_image') return first ? first.width / first.height : 1;
  const [across = 1, down = 1] = shape.split(':').map(Number);
  return across / down;
}

/** Sides that fit the ratio, as multiples of 16 like the model's own. */
function sizeOf(ratio: number, longer: number): Size {
  const shorter = Math.round((ratio >= 1 ? longer / ratio : longer * ratio) / 16) * 16;
  return ratio >= 1 ? { width: longer, height: shorter } : { width: shorter, height: longer };
}

function plan(input: ModelInput, first?: Size): RenderPlan {
  const ratio = ratioOf(textOf(input, 'aspect_ratio'), first);
  const size = sizeOf(ratio, longerSide[textOf(input, 'resolution')] ?? 2752);
  const format = input['output_format'] === 'png' ? 'png' : 'jpg';
  const references = input['image_input'];
  const reference: unknown = Array.isArray(references) ? references[0] : undefined;
  const spec = { kind: 'still', prompt: textOf(input, 'prompt'), ...size, format } as const;
  return { spec, ...(typeof reference === 'string' ? { startImage: reference } : {}) };
}

export const nanoBanana: ReplicateModel = {
  owner: 'google',
  name: 'nano-banana-pro',
  description: 'Stills from a text and up to 14 reference images',
  inputSchema: { type: 'object', additionalProperties: false, required: ['prompt'], properties },
  startInputs: ['image_input'],
  plan,
};
