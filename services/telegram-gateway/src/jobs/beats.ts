import type { PlannedScene, SeamKind, Storyboard } from '@kinoline/contracts';

/** A scene as the person counts them: one shot or several consecutive ones. */
export interface Beat {
  readonly beat: number;
  readonly shots: readonly [PlannedScene, ...PlannedScene[]];
}

/** The scenes of a storyboard as the person counts them, in order. */
export function beatsOf({ scenes }: Pick<Storyboard, 'scenes'>): readonly Beat[] {
  const beats: { beat: number; shots: [PlannedScene, ...PlannedScene[]] }[] = [];
  for (const shot of scenes) {
    const last = beats.at(-1);
    if (last?.beat === shot.beat) last.shots.push(shot);
    else beats.push({ beat: shot.beat, shots: [shot] });
  }
  return beats;
}

/** Length of a scene, in seconds. */
export function secondsOf({ shots }: Pick<Beat, 'shots'>): number {
  return shots.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** How a scene joins the one before. */
export function seamOf({ shots }: Pick<Beat, 'shots'>): SeamKind {
  return shots[0].seam;
}
