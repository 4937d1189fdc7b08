import type { Change } from '@kinoline/contracts';
import { MEDIA_STORE, type MediaStore } from '@kinoline/media-store';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../../config.js';
import { askStore } from '../../media/ask-store.js';
import { isForgotten } from '../forgotten.js';
import type { RenderedTake } from './clip-due.js';
import { clipTake, plannedScenes, scopeAfter, takesOf } from '../scope.js';
import type { ShownJob } from '../shown-job.js';

const dayMs = 24 * 60 * 60 * 1000;
/** A clip that expires before the new ones are made and joined is lost to the film as well, in milliseconds. */
const makingMs = 3 * 60 * 60 * 1000;

/** Whether the clips that a change keeps are there; `unknown`: the store cannot be asked. */
export type KeptClipsState = 'there' | 'gone' | 'unknown';

/**
 * Knows whether a film can still be changed. The planner must remember it. And a change keeps clips that are there, while
 * the store keeps clips for days only: without them the person would pay for a film of nothing but what is new.
 */
@Injectable()
export class KeptClips {
  private readonly logger = new Logger(KeptClips.name);
  private readonly keptMs: number;
  private readonly messageDays: number;

  constructor(
    @Inject(MEDIA_STORE) private readonly store: Pick<MediaStore, 'exists'>,
    @Inject(SETTINGS) { keptDays }: Pick<GatewaySettings, 'keptDays'>,
  ) {
    this.keptMs = keptDays.clips * dayMs;
    this.messageDays = keptDays.messages;
  }

  /**
   * Whether the clips that a film with this change is to keep are there, and somebody would answer the change. A person
   * waits for it, so it is soon known or unknown.
   */
  async check(job: ShownJob, change: Change, now: Date): Promise<KeptClipsState> {
    if (isForgotten(job, now, this.messageDays)) return 'gone';
    const kept = takesKept(job, change);
    if (kept.some(({ at }) => Date.parse(at) + this.keptMs - makingMs <= now.getTime())) return 'gone';
    const areThere = await askStore(
      (signal) => Promise.all(kept.map(({ clip }) => this.store.exists(clip.key, { signal }))),
      (err) => {
        const { jobId } = job;
        this.logger.warn('the store cannot be asked for clips: no order is taken', { jobId, err });
      },
    );
    if (areThere === undefined) return 'unknown';
    return areThere.includes(false) ? 'gone' : 'there';
  }
}

/** The takes that a film with this change has in common with what is there. */
export function takesKept(job: ShownJob, change: Change): readonly RenderedTake[] {
  const { make, leftOut } = scopeAfter(job, change);
  return plannedScenes(job)
    .filter((scene) => !make.includes(scene) && !leftOut.includes(scene))
    .flatMap((scene) => presentClip(job, scene) ?? []);
}

function presentClip(job: ShownJob, scene: number): RenderedTake | undefined {
  const inFilm = clipTake(job, scene);
  return takesOf(job, scene).find(
    (take): take is RenderedTake => take.outcome === 'rendered' && take.take === inFilm,
  );
}
