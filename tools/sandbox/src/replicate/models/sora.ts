import type { ModelInput, RenderPlan, ReplicateModel, Size } from './model.js';
import { imageInput, ModelError, promptInput, textOf, turned } from './model.js';

/** Source of the inputs: replicate.com/openai/sora-2. */
const properties = {
  prompt: promptInput,
  seconds: { type: 'integer', enum: [4, 8, 12], default: 4, title: 'seconds' },
  aspect_ratio: {
    type: 'string',
    enum: ['portrait', 'landscape'],
    default: 'portrait',
    title: 'aspect_ratio',
  },
  input_reference: imageInput(
    'Input Reference',
    'First frame; must have the same aspect ratio as the video.',
  ),
  openai_api_key: { type: 'string', format: 'password', title: 'OpenAI API key' },
} as const;

function assertSameShape(start: Size | undefined, size: Size): void {
  if (!start) return;
  const ratio = start.width / start.height / (size.width / size.height);
  if (Math.abs(ratio - 1) > 0.02)
    throw new ModelError('Inpaint image must match the requested width and height');
}

function plan(input: ModelInput, start?: Size): RenderPlan {
  const size = turned({ width: 1280, height: 720 }, input['aspect_ratio'] !== 'landscape');
  assertSameShape(start, size);
  const startImage = textOf(input, 'input_reference');
  const seconds = Number(input['seconds']);
  const prompt = textOf(input, 'prompt');
  const spec = { kind: 'clip', prompt, ...size, fps: 24, seconds, audio: true } as const;
  return { spec, ...(startImage ? { startImage } : {}) };
}

export const sora: ReplicateModel = {
  owner: 'openai',
  name: 'sora-2',
  description: 'Video that always has sound',
  inputSchema: { type: 'object', additionalProperties: false, required: ['prompt'], properties },
  startInputs: ['input_reference'],
  plan,
};
