import type { PlannedScene, SeamKind, Storyboard, Warning } from '@kinoline/contracts';
import type { Script, WrittenScene } from '../script.js';
import { stageOf } from '../splitting/stages.js';
import type { AdmittedJob } from './admission.js';

/** Lays a script out in shots: consecutive shots of one scene share its number and continue each other. */
export function storyboardOf(script: Script, job: AdmittedJob): Storyboard {
  const scenes = script.scenes.flatMap((written, at) => shotsOf(written, at, job));
  return { scenes, ...(script.continuity && { continuity: script.continuity }) };
}

/** What the person should know about how the storyboard came to be. */
export function scriptWarnings(script: Script, job: AdmittedJob): Warning[] {
  const { byRules, notConnected } = script;
  const notRewritten = script.scenes.flatMap(({ notRewritten: detail }, at): Warning[] =>
    detail === undefined ? [] : [{ code: 'scene-not-rewritten', scene: firstShot(at, job), detail }],
  );
  return [
    ...(byRules === undefined ? [] : [{ code: 'planned-by-rules' as const, detail: byRules.slice(0, 2000) }]),
    ...(notConnected === undefined
      ? []
      : [{ code: 'not-connected' as const, detail: notConnected.slice(0, 2000) }]),
    ...notRewritten,
  ];
}

function shotsOf(written: WrittenScene, at: number, job: AdmittedJob): PlannedScene[] {
  const { shots, promptMaxCharacters } = job;
  const { draft, opening, closing } = written;
  const last = shots.length - 1;
  return shots.map((seconds, shot) => ({
    scene: firstShot(at, job) + shot,
    beat: at + 1,
    prompt: stageOf(written.prompt, shot + 1, shots.length, promptMaxCharacters),
    draft,
    seconds,
    seam: seamOf(written, at, shot, job),
    ...(shot === 0 && opening !== undefined && { opening }),
    ...(shot === last && closing !== undefined && { closing }),
  }));
}

/** A model that takes no start image cannot continue anything. */
function seamOf(written: WrittenScene, at: number, shot: number, { card }: AdmittedJob): SeamKind {
  if (card.inputs.startImage === undefined || (at === 0 && shot === 0)) return 'cut';
  return shot > 0 ? 'continuous' : written.seam;
}

function firstShot(at: number, { shots }: AdmittedJob): number {
  return at * shots.length + 1;
}
