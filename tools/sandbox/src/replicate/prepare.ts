import type { MediaSpec } from '../clips/media-spec.js';
import { fetchImage } from './image-source.js';
import type { ImageSource } from './image-source.js';
import { models } from './models/index.js';
import { ModelError } from './models/model.js';
import type { ModelInput, ReplicateModel } from './models/model.js';

function firstReference(model: ReplicateModel, input: ModelInput): string | undefined {
  for (const name of model.startInputs) {
    const value = input[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string' && first !== '') return first;
  }
  return undefined;
}

/**
 * What the model renders for an input that passed its schema, with the images it names fetched.
 * Throws {@link ModelError} where the model would give up.
 */
export async function prepare(
  modelName: string,
  input: ModelInput,
  source: ImageSource,
  signal: AbortSignal,
): Promise<MediaSpec> {
  const model = models.get(modelName);
  if (!model) throw new ModelError(`no such model: ${modelName}`);
  const reference = firstReference(model, input);
  const start = reference === undefined ? undefined : await fetchImage(reference, source, signal);
  const plan = model.plan(input, start);
  if (plan.spec.kind === 'still') return plan.spec;
  const endImage = plan.endImage === undefined ? undefined : await fetchImage(plan.endImage, source, signal);
  return {
    ...plan.spec,
    ...(start && plan.startImage !== undefined ? { startImage: start } : {}),
    ...(endImage ? { endImage } : {}),
  };
}
