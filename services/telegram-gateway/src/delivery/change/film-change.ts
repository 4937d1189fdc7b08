import type { Change } from '@kinoline/contracts';
import type { JobChangeDraft } from '../../conversation/conversation.js';
import type { Plan } from '../../jobs/shown-job.js';

/** A re-shoot that is being put together. */
export type RetakeDraft = Extract<JobChangeDraft['what'], { kind: 'retake' }>;
/** A continuation that is being put together. */
export type ExtendDraft = Extract<JobChangeDraft['what'], { kind: 'extend' }>;

/** A change that keeps as little of a film as any: it shows whether the film can be changed at all. */
export function leastKeeping(plan: Plan, kind: JobChangeDraft['what']['kind']): Change {
  return kind === 'retake'
    ? retakeOf(plan, 1, { following: false })
    : { kind: 'extend', scenes: 1, prompt: '…' };
}

/** The re-shoot of one scene (all its shots), or of it and all that follow. New words are for that scene alone. */
export function retakeOf(
  { storyboard }: Plan,
  beat: number,
  { following, prompt, model }: Pick<RetakeDraft, 'following' | 'prompt' | 'model'>,
): Extract<Change, { kind: 'retake' }> {
  const shots = storyboard.scenes.filter((shot) => shot.beat === beat || (following && shot.beat > beat));
  return {
    kind: 'retake',
    scenes: shots.map(({ scene, beat: of }) => ({
      scene,
      ...(prompt !== undefined && of === beat && { prompt }),
      ...(model !== undefined && { model }),
    })),
  };
}

/** What is asked of the line; undefined while something is not chosen. */
export function changeOf(plan: Plan, what: JobChangeDraft['what']): Change | undefined {
  switch (what.kind) {
    case 'retake': {
      const change = what.beat === undefined ? undefined : retakeOf(plan, what.beat, what);
      return change && change.scenes.length > 0 ? change : undefined;
    }
    case 'extend': {
      const { scenes, prompt } = what;
      return scenes === undefined || prompt === undefined ? undefined : { kind: 'extend', scenes, prompt };
    }
  }
}
