import type { DataOf, SceneRequested } from '@kinoline/contracts';

/** Card of the model a take is asked of: the one the person chose for this scene, else the job's. */
export function askedModelOf({ settings, planned }: DataOf<typeof SceneRequested>): string {
  return planned.model ?? settings.model;
}
