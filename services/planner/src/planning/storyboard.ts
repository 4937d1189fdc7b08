import {
  type ModelCard,
  type PlannedScene,
  type SeamKind,
  stageOf,
  type Storyboard,
  type Warning,
} from '@kinoline/contracts';
import type { Script, WrittenScene } from '../script.js';
import { tellScene } from './tell-scene.js';

/** How scenes are laid out in shots. */
export interface Layout {
  readonly card: ModelCard;
  /** Lengths of the consecutive shots of each scene, in seconds. */
  readonly shots: readonly number[];
  /** Longest prompt of a shot, in characters. */
  readonly promptMaxCharacters: number;
  /** The last shot before; missing where the film begins. */
  readonly after?: { readonly scene: number; readonly beat: number };
}

/** Lays a script out in shots: consecutive shots of one scene share its number and continue each other. */
export function storyboardOf(script: Script, layout: Layout): Storyboard {
  const { continuity } = script;
  const shots = script.scenes.flatMap((written, at) => shotsOf(written, at, layout));
  const scenes = shots.map((shot) => ({
    ...shot,
    prompt: tellScene(shot, continuity, layout.promptMaxCharacters).prompt,
  }));
  return { scenes, ...(continuity && { continuity }) };
}

/** What the person should know about how the storyboard came to be. */
export function scriptWarnings(script: Script, layout: Layout): Warning[] {
  const { byRules, notConnected } = script;
  const notRewritten = script.scenes.flatMap(({ notRewritten: detail }, at): Warning[] =>
    detail === undefined ? [] : [{ code: 'scene-not-rewritten', scene: firstShot(at, layout), detail }],
  );
  return [
    ...(byRules === undefined ? [] : [{ code: 'planned-by-rules' as const, detail: byRules.slice(0, 2000) }]),
    ...(notConnected === undefined
      ? []
      : [{ code: 'not-connected' as const, detail: notConnected.slice(0, 2000) }]),
    ...notRewritten,
  ];
}

function shotsOf(written: WrittenScene, at: number, layout: Layout): PlannedScene[] {
  const { shots, promptMaxCharacters, after } = layout;
  const { draft, opening, closing } = written;
  const last = shots.length - 1;
  return shots.map((seconds, shot) => ({
    scene: firstShot(at, layout) + shot,
    beat: (after?.beat ?? 0) + at + 1,
    prompt: stageOf(written.prompt, shot + 1, shots.length, promptMaxCharacters),
    draft,
    seconds,
    seam: seamOf(written, at, shot, layout),
    ...(shot === 0 && opening !== undefined && { opening }),
    ...(shot === last && closing !== undefined && { closing }),
  }));
}

/** A model that takes no start image cannot continue anything; what is added to a film goes on with it. */
function seamOf(written: WrittenScene, at: number, shot: number, { card, after }: Layout): SeamKind {
  if (card.inputs.startImage === undefined) return 'cut';
  if (at === 0 && shot === 0) return after === undefined ? 'cut' : 'continuous';
  return shot > 0 ? 'continuous' : written.seam;
}

function firstShot(at: number, { shots, after }: Layout): number {
  return (after?.scene ?? 0) + at * shots.length + 1;
}
