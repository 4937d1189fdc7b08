import type { Change } from '@kinoline/contracts';

/** What a person may want of a job that rests, before it is known how many scenes there are. */
export type Wish =
  | {
      readonly kind: 'retake';
      readonly picks: readonly number[];
      readonly prompt: boolean;
      readonly model: boolean;
    }
  | { readonly kind: 'leave-out' | 'keep'; readonly picks: readonly number[] }
  | { readonly kind: 'finish' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'extend'; readonly scenes: number };

/** The wish as a change of a film of so many scenes; every third pick or so names a scene that is not there. */
export function changeOf(wish: Wish, scenes: number): Change {
  const named = (picks: readonly number[]): number[] => picks.map((pick) => 1 + (pick % (scenes + 1)));
  switch (wish.kind) {
    case 'retake':
      return {
        kind: 'retake',
        scenes: named(wish.picks).map((scene) => ({
          scene,
          ...(wish.prompt && { prompt: `other words for scene ${scene}` }),
          ...(wish.model && { model: 'kling_2_5_turbo' }),
        })),
      };
    case 'leave-out':
    case 'keep':
      return { kind: wish.kind, scenes: named(wish.picks) };
    case 'extend':
      return { kind: 'extend', prompt: 'Then it snows.', scenes: wish.scenes };
    case 'finish':
    case 'resume':
      return wish;
  }
}
