import { setTimeout as pause } from 'node:timers/promises';
import type { Effects } from '../behaviour.js';
import { defectiveSpec, spoilFile } from '../clips/defect.js';
import { mediaExtension } from '../clips/media-spec.js';
import type { MediaSpec } from '../clips/media-spec.js';
import type { SandboxContext } from '../context.js';
import type { ImageSource } from './image-source.js';
import { ModelError } from './models/model.js';
import type { Prediction } from './prediction.js';
import { prepare } from './prepare.js';

/** What Replicate's models say when moderation refuses. */
export const moderationText =
  'The input or output was flagged as sensitive. Please try again with different inputs. (E005)';

/** How a run ended. */
export interface Ending {
  readonly status: 'succeeded' | 'failed' | 'canceled' | 'aborted';
  readonly output: string | null;
  readonly error: string | null;
}

const contentTypes = { mp4: 'video/mp4', png: 'image/png', jpg: 'image/jpeg' } as const;

async function rendered(spec: MediaSpec, context: SandboxContext, signal: AbortSignal): Promise<string> {
  const ready = context.settings.readyClips ? context.studio.ready(spec) : undefined;
  return ready ?? context.studio.render(spec, signal);
}

function heavySpec(spec: MediaSpec, { heavy }: Effects): MediaSpec {
  return heavy && spec.kind === 'clip' ? { ...spec, bytesPerSecond: heavy.bytesPerSecond } : spec;
}

async function deliver(
  spec: MediaSpec,
  effects: Effects,
  context: SandboxContext,
  signal: AbortSignal,
): Promise<string> {
  const defect = effects.clip?.defect;
  const wanted = defectiveSpec(heavySpec(spec, effects), defect);
  const file = await spoilFile(await rendered(wanted, context, signal), defect);
  const extension = mediaExtension(spec);
  const address = context.deliveries.offer({
    path: file,
    name: `out.${extension}`,
    contentType: contentTypes[extension],
    wrongLength: defect === 'wrong-length',
  });
  if (defect === 'missing') context.deliveries.withdraw(address);
  return `${context.url()}${address}`;
}

async function untilStopped(signal: AbortSignal): Promise<void> {
  await pause(2 ** 30, undefined, { signal, ref: false });
}

async function work(
  prediction: Prediction,
  effects: Effects,
  context: SandboxContext,
  source: ImageSource,
): Promise<string | null> {
  const { signal } = prediction.stop;
  const { outcome } = effects;
  if (outcome?.kind === 'hang') await untilStopped(signal);
  if (outcome?.kind === 'fail') throw new ModelError(outcome.error);
  if (outcome?.kind === 'moderate') throw new ModelError(moderationText);
  if (outcome?.kind === 'null-output') return null;
  const spec = await prepare(prediction.model, prediction.settled, source, signal);
  return deliver(spec, effects, context, signal);
}

function failure(error: unknown): Ending {
  const text = error instanceof ModelError ? error.message : `Prediction failed: ${String(error)}`;
  return { status: 'failed', output: null, error: text };
}

/** Does the model's work, for as long as it takes at least, and says how it ended. Never throws. */
export async function runModel(
  prediction: Prediction,
  effects: Effects,
  context: SandboxContext,
  source: ImageSource,
): Promise<Ending> {
  const { signal } = prediction.stop;
  const atLeast = Math.max(context.settings.latency.processingMs, effects.slow?.ms ?? 0);
  try {
    const shortest = pause(atLeast, undefined, { signal, ref: false });
    const [result] = await Promise.allSettled([work(prediction, effects, context, source), shortest]);
    signal.throwIfAborted();
    if (result.status === 'rejected') throw result.reason;
    return { status: 'succeeded', output: result.value, error: null };
  } catch (error) {
    if (!signal.aborted) return failure(error);
    const status = signal.reason === 'aborted' ? 'aborted' : 'canceled';
    return { status, output: null, error: status === 'aborted' ? 'Prediction reached its deadline' : null };
  }
}
