import { kling } from './kling.js';
import type { InputSchema, ReplicateModel } from './model.js';
import { nanoBanana } from './nano-banana.js';
import { sora } from './sora.js';
import { veo, veoFast } from './veo.js';

/** Every model the sandbox knows, by `owner/name`. */
export const models: ReadonlyMap<string, ReplicateModel> = new Map(
  [veoFast, veo, kling, sora, nanoBanana].map((model) => [`${model.owner}/${model.name}`, model]),
);

/** The JSON schema of each model's input, by `owner/name`. */
export const modelInputSchemas: Readonly<Record<string, InputSchema>> = Object.fromEntries(
  [...models].map(([name, model]) => [name, model.inputSchema]),
);
