import { all, type Fact, first } from './fact.js';
import { providerSecondsOf } from './provider-time.js';

/** Where the time of a job went, in seconds; scenes are added up. */
export interface StageTimes {
  /** From the request to the storyboard. */
  readonly planning: number;
  /** From asking for takes to having their clips, without the provider's own time. */
  readonly generating: number;
  /** From having clips to having checked them and stored their frames. */
  readonly framing: number;
  /** From asking for the film to having it. */
  readonly stitching: number;
  /** From having the film to its delivery. */
  readonly delivering: number;
}

const seconds = (from: Date | undefined, to: Date | undefined): number =>
  from === undefined || to === undefined ? 0 : (to.getTime() - from.getTime()) / 1000;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Adds up where the time went, by the times at which the server stored the messages. */
export function stageTimes(facts: readonly Fact[]): StageTimes {
  const takeOf = ({ scene, take }: { readonly scene: number; readonly take: number }): string =>
    `${scene}/${take}`;
  const clips = all(facts, 'ClipGenerated');
  const asked = new Map(all(facts, 'SceneRequested').map(({ at, data }) => [takeOf(data), at]));
  const checked = new Map(all(facts, 'SceneRendered').map(({ at, data }) => [takeOf(data), at]));
  const generating = sum(clips.map(({ at, data }) => seconds(asked.get(takeOf(data)), at)));
  const stitched = first(facts, 'FilmStitched')?.at;
  return {
    planning: seconds(first(facts, 'JobRequested')?.at, first(facts, 'ScenesPlanned')?.at),
    generating: generating - providerSecondsOf(facts),
    framing: sum(clips.map(({ at, data }) => seconds(at, checked.get(takeOf(data))))),
    stitching: seconds(first(facts, 'FilmRequested')?.at, stitched),
    delivering: seconds(stitched, first(facts, 'JobDelivered')?.at),
  };
}
