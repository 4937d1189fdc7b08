import type { PlannedScene } from '@kinoline/contracts';
import { beatsOf } from './beats.js';
import { clipTake, isLeftOut, lossesOfCut, takesOf, wantedScenes } from './scope.js';
import type { ShownJob } from './shown-job.js';

/** How a scene stands, in the order of what matters most when its shots differ. */
export type SceneState = 'failed' | 'making' | 'waiting' | 'ready' | 'left-out';

/** A scene as the person counts them. */
export interface SceneView {
  readonly beat: number;
  /** What happens in it, in the person's words. */
  readonly text: string;
  readonly state: SceneState;
  /** The take that is being made, else the last one. */
  readonly take: number;
}

/** The scenes of the newest plan, in order; none before there is one. */
export function sceneViews(job: ShownJob): readonly SceneView[] {
  if (!job.plan) return [];
  return beatsOf(job.plan.storyboard).map(({ beat, shots }) => {
    const states = shots.map((shot) => shotState(job, shot));
    const state = order.find((each) => states.includes(each)) ?? 'waiting';
    const shot = shots[states.indexOf(state)] ?? shots[0];
    const last = takesOf(job, shot.scene).at(-1)?.take ?? 0;
    return { beat, text: shots[0].draft, state, take: state === 'making' ? last + 1 : last };
  });
}

/** A scene of which one shot is made and another is left out is ready. */
const order: readonly SceneState[] = ['failed', 'making', 'waiting', 'ready', 'left-out'];

/** How one shot stands. */
function shotState(job: ShownJob, { scene }: Pick<PlannedScene, 'scene'>): SceneState {
  if (isLeftOut(job, scene)) return 'left-out';
  const held = job.stage === 'held' && job.held?.scene === scene;
  const wanted = wantedScenes(job);
  if (held || (!wanted.includes(scene) && clipTake(job, scene) === 0)) return 'failed';
  if (!wanted.includes(scene)) return 'ready';
  if (job.stage === 'rendering') return wanted[0] === scene ? 'making' : 'waiting';
  return job.stage === 'failed' && lossesOfCut(job, scene).length > 0 ? 'failed' : 'waiting';
}

/** Numbers of the scenes, as the person counts them, that stand so. */
export function beatsIn(job: ShownJob, state: SceneState): readonly number[] {
  return sceneViews(job)
    .filter((view) => view.state === state)
    .map(({ beat }) => beat);
}

/** The scene, as the person counts them, of a shot. */
export function beatOf({ plan }: Pick<ShownJob, 'plan'>, scene: number): number {
  return plan?.storyboard.scenes.find((planned) => planned.scene === scene)?.beat ?? scene;
}
