import type { Adaptation, Warning } from '@kinoline/contracts';
import { modelName } from '../../catalogue/model-name.js';
import { dollars } from '../../words/figures.js';
import { beatOf } from '../scene-views.js';
import type { ShownJob } from '../shown-job.js';
import type { ScreenSources } from './sources.js';

/** Besides these a status message would be about its notices. */
const mostNotices = 4;

/** What a person should know while their film is made, one line of HTML each. */
export function noticesOf(job: ShownJob, sources: ScreenSources): readonly string[] {
  const { plan } = job;
  if (!plan) return [];
  const codes = [...new Set(plan.warnings.map(({ code }) => code))];
  const lines = [
    ...codes.map((code) => warningLine(code, job, sources)),
    ...plan.adaptations.map((adaptation) => adaptationLine(adaptation, sources)),
  ];
  return [...new Set(lines.filter((line) => line !== undefined))].slice(0, mostNotices);
}

/** What takes that gave no clip cost, in US dollars. */
export function lostUsd({ takes }: Pick<ShownJob, 'takes'>): number {
  return Object.values(takes).reduce(
    (sum, { outcome, costUsd }) => sum + (outcome === 'failed' ? costUsd : 0),
    0,
  );
}

/** That money went into takes that gave no clip; undefined when none did. */
export function lossLine(
  job: ShownJob,
  id: 'job-note-lost' | 'job-done-lost',
  { words }: ScreenSources,
): string | undefined {
  const lost = lostUsd(job);
  return lost === 0 ? undefined : words.html(id, { lost: dollars(lost) });
}

/** Why the last change was not taken over; the planner tells it in English for operators. */
export function refusalLine({ plan }: ShownJob, { words }: ScreenSources): string | undefined {
  const refusal = plan?.warnings.find(({ code }) => code === 'edit-refused');
  if (!refusal) return undefined;
  if (/budget/i.test(refusal.detail)) return words.html('job-refused-budget');
  if (/model/i.test(refusal.detail)) return words.html('job-refused-model');
  return words.html('job-refused');
}

function warningLine(code: Warning['code'], job: ShownJob, { words }: ScreenSources): string | undefined {
  switch (code) {
    case 'planned-by-rules':
      return words.html('job-note-by-rules');
    case 'not-connected':
      return words.html('job-note-not-connected');
    case 'scene-not-rewritten': {
      const beats = beatsNamed(job, code);
      return words.html('job-note-not-rewritten', { count: beats.length, scenes: beats.join(', ') });
    }
    // Told where they matter: in the question about the scene, under the film, as the answer to a change.
    case 'edit-refused':
    case 'scene-missing':
    case 'clip-left-out':
    case 'length-differs':
    case 'take-lost':
    case 'older-take-kept':
      return undefined;
  }
}

function beatsNamed(job: ShownJob, code: Warning['code']): readonly number[] {
  const scenes = (job.plan?.warnings ?? []).flatMap((warning) =>
    warning.code === code && warning.scene !== undefined ? [beatOf(job, warning.scene)] : [],
  );
  return [...new Set(scenes)];
}

function adaptationLine(adaptation: Adaptation, { words, catalogue }: ScreenSources): string | undefined {
  switch (adaptation.kind) {
    case 'model-replaced':
      return words.html('job-note-model', {
        asked: modelName(adaptation.asked, catalogue),
        given: modelName(adaptation.given, catalogue),
      });
    case 'prompt-shortened':
      return words.html('job-note-shortened', { given: adaptation.given });
    case 'start-image-unsupported':
      return words.html('job-note-no-start');
    // Shown before the film was ordered.
    case 'seconds-changed':
    case 'split-into-shots':
    case 'cropped':
    case 'upscaled':
    case 'downscaled':
    case 'sound-missing':
    case 'sound-removed':
      return undefined;
  }
}
