import { z } from 'zod';
import type { SandboxContext } from './context.js';
import { problem, ProblemError, invalidInput } from './replicate/problem.js';
import { models } from './replicate/models/index.js';
import { prepare } from './replicate/prepare.js';
import type { ReplicatePart } from './replicate/routes.js';
import { validateInput } from './replicate/validate.js';

const requestsSchema = z.array(
  z.strictObject({
    /** `owner/name`. */
    model: z.string(),
    /** The model's inputs; without a prompt the clip stands in for any prompt of that size, length and sound. */
    input: z.record(z.string(), z.unknown()),
  }),
);

/** What is to be rendered beforehand. */
export type WarmRequest = z.input<typeof requestsSchema>[number];

/** A prompt that passes the model's schema where none was given. */
const anyPrompt = '-';

async function warmOne(request: WarmRequest, context: SandboxContext, part: ReplicatePart): Promise<void> {
  const { model, input } = request;
  if (!models.has(model)) throw new ProblemError(problem(404, `no such model: ${model}`));
  const validation = validateInput(model, { prompt: anyPrompt, ...input });
  if (!validation.ok) throw new ProblemError(invalidInput(validation.fields));
  const spec = await prepare(model, validation.input, part.source(), context.closing);
  await context.studio.render('prompt' in input ? spec : { ...spec, prompt: '' }, context.closing);
}

/** Renders and keeps what the requests would give; returns how many. Throws on an unknown model or a wrong input. */
export async function warm(requests: unknown, context: SandboxContext, part: ReplicatePart): Promise<number> {
  const parsed = requestsSchema.parse(requests);
  await Promise.all(parsed.map((request) => warmOne(request, context, part)));
  return parsed.length;
}
