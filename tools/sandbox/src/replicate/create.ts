import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.js';
import { dropConnection, dropsAfter, intercept } from '../intercept.js';
import type { PredictionDesk } from './desk.js';
import { parseCancelAfter, parsePreferWait } from './duration.js';
import { models } from './models/index.js';
import type { ModelInput } from './models/model.js';
import { hasEnded, predictionBody, webhookEvents } from './prediction.js';
import type { NewPrediction } from './prediction.js';
import { invalidInput, problem, ProblemError } from './problem.js';
import { validateInput } from './validate.js';
import { wording } from './wording.js';

const bodySchema = z.strictObject({
  input: z.record(z.string(), z.unknown()),
  /** Replicate asks for https; the sandbox takes http too, since it runs on one machine. */
  webhook: z.url({ protocol: /^https?$/ }).optional(),
  webhook_events_filter: z.array(z.enum(webhookEvents)).optional(),
  stream: z.boolean().optional(),
});

/** What happens when no filter is given. */
const usualEvents = ['output', 'completed'] as const;

function parseBody(body: unknown): z.output<typeof bodySchema> {
  const parsed = bodySchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ code, path, message }) => ({
    type: code,
    field: path.join('.'),
    description: message,
  }));
  throw new ProblemError(invalidInput(fields));
}

function parseRequest(model: string, body: unknown): NewPrediction {
  if (!models.has(model)) throw new ProblemError(problem(404));
  const { input, webhook, webhook_events_filter: filter } = parseBody(body);
  const validation = validateInput(model, input);
  if (!validation.ok) throw new ProblemError(invalidInput(validation.fields));
  const events = filter ?? [...usualEvents];
  return { model, input, settled: validation.input, webhook: webhook ?? null, webhookEvents: events };
}

function deadlineOf(request: FastifyRequest): number | undefined {
  const header = request.headers['cancel-after'];
  if (header === undefined) return undefined;
  const ms = typeof header === 'string' ? parseCancelAfter(header) : undefined;
  if (ms === undefined)
    throw new ProblemError(problem(422, 'Cancel-After must be a duration of at least 5s'));
  return ms;
}

/** Data URIs are kept in the ledger by their kind, size and hash alone. */
function forLedger(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shorten = (value: unknown): unknown => {
    if (typeof value !== 'string' || !value.startsWith('data:')) return value;
    const [kind = ''] = value.split(',', 1);
    return `${kind},sha256:${createHash('sha256').update(value).digest('hex')}:${value.length}`;
  };
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(shorten) : shorten(value),
    ]),
  );
}

/** What the price depends on: seconds, size and sound of a clip, size of a still. */
export function pricedFacts(model: string, input: ModelInput): Record<string, number | boolean | string> {
  const spec = models.get(model)?.plan(input).spec;
  if (!spec) return {};
  const { kind, width, height } = spec;
  return {
    kind,
    width,
    height,
    ...(spec.kind === 'clip' ? { seconds: spec.seconds, audio: spec.audio } : {}),
  };
}

/** Accepts one prediction: checked, then what the rules say, then ledgered, then begun, then answered. */
export async function createPrediction(
  model: string,
  request: FastifyRequest,
  reply: FastifyReply,
  context: SandboxContext,
  desk: PredictionDesk,
  api: string,
): Promise<void> {
  const facts = parseRequest(model, request.body);
  const deadlineMs = deadlineOf(request);
  const prompt = typeof facts.input['prompt'] === 'string' ? facts.input['prompt'] : undefined;
  const effects = context.behaviours.effectsOn({
    provider: 'replicate',
    operation: 'prediction.create',
    model,
    prompt,
  });
  if (await intercept(effects, reply, wording)) return;
  const prediction = desk.admit(facts);
  await context.ledger.accept({
    provider: 'replicate',
    operation: 'prediction.create',
    model,
    input: forLedger(facts.input),
    id: prediction.id,
    webhook: facts.webhook,
    priced: pricedFacts(model, facts.settled),
  });
  desk.begin(prediction, effects, deadlineMs);
  if (dropsAfter(effects)) {
    dropConnection(reply);
    return;
  }
  const waitMs = parsePreferWait(request.headers['prefer']);
  if (waitMs > 0) await desk.settled(prediction, waitMs);
  await reply.code(waitMs > 0 && !hasEnded(prediction) ? 202 : 201).send(predictionBody(prediction, api));
}
