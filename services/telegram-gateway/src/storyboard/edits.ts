import {
  jobSettingsSchema,
  type PlannedScene,
  type SeamKind,
  stageOf,
  type Storyboard,
  storyboardMaxScenes,
  withoutStage,
} from '@kinoline/contracts';
import { type Beat, beatsOf } from '../jobs/beats.js';

/** Something a person changes about the storyboard; scenes are numbered as they count them. */
export type Edit =
  | { readonly kind: 'reword'; readonly beat: number; readonly text: string }
  | { readonly kind: 'drop'; readonly beat: number }
  | { readonly kind: 'move'; readonly beat: number; readonly by: 1 | -1 }
  /** Lengths of the shots, in seconds. */
  | { readonly kind: 'lengthen'; readonly beat: number; readonly shots: readonly number[] }
  | { readonly kind: 'join'; readonly beat: number; readonly seam: SeamKind }
  /** Behind the scene of this number. */
  | {
      readonly kind: 'add';
      readonly after: number;
      readonly text: string;
      readonly shots: readonly number[];
    };

/** Why an edit is not possible; nothing was changed. */
export type EditObstacle = 'no-such-scene' | 'last-scene' | 'no-further' | 'too-many-scenes';

type Shots = Beat['shots'];

/**
 * The storyboard after an edit, numbered anew; its first scene is a cut.
 *
 * @param promptMaxCharacters - longest text that the model takes
 */
export function edited(
  storyboard: Storyboard,
  edit: Edit,
  promptMaxCharacters: number,
): Storyboard | EditObstacle {
  const beats = beatsOf(storyboard).map(({ shots }) => shots);
  const after = changed(beats, edit, promptMaxCharacters);
  if (typeof after === 'string') return after;
  const scenes = numbered(after);
  return scenes.length > storyboardMaxScenes ? 'too-many-scenes' : { ...storyboard, scenes };
}

function changed(beats: readonly Shots[], edit: Edit, limit: number): readonly Shots[] | EditObstacle {
  if (edit.kind === 'add') return added(beats, edit, limit);
  const at = placeOf(beats, edit.beat);
  const shots = beats[at];
  if (!shots) return 'no-such-scene';
  switch (edit.kind) {
    case 'reword':
      return beats.with(at, reworded(shots, edit.text, limit));
    case 'drop':
      return beats.length === 1 ? 'last-scene' : beats.toSpliced(at, 1);
    case 'move':
      return moved(beats, at, at + edit.by);
    case 'lengthen':
      return beats.with(at, lengthened(shots, edit.shots, limit));
    case 'join':
      return beats.with(at, joined(shots, edit.seam));
  }
}

/** -1: there is no such scene. */
function placeOf(beats: readonly Shots[], beat: number): number {
  return beats.findIndex(([first]) => first.beat === beat);
}

function moved(beats: readonly Shots[], at: number, to: number): readonly Shots[] | EditObstacle {
  const [one, other] = [beats[at], beats[to]];
  if (!one || !other) return 'no-further';
  if (Math.min(at, to) > 0) return beats.with(at, other).with(to, one);
  // That the film begins with a cut says nothing of its first scene: elsewhere it is joined as the other one was.
  return beats.with(at, joined(other, one[0].seam)).with(to, joined(one, other[0].seam));
}

function joined([first, ...others]: Shots, seam: SeamKind): Shots {
  return [{ ...first, seam }, ...others];
}

function added(
  beats: readonly Shots[],
  { after, text, shots }: Extract<Edit, { kind: 'add' }>,
  limit: number,
): readonly Shots[] | EditObstacle {
  const at = placeOf(beats, after) + 1;
  if (at === 0) return 'no-such-scene';
  if (!jobSettingsSchema.shape.scenes.safeParse(beats.length + 1).success) return 'too-many-scenes';
  const blank = { scene: 1, beat: 1, draft: text, prompt: text, seconds: 1, seam: 'continuous' } as const;
  return beats.toSpliced(at, 0, lengthened([blank], shots, limit));
}

/** The pictures that were to open and close the scene belong to its old words. */
function reworded([first, ...others]: Shots, text: string, limit: number): Shots {
  const bare = (shot: PlannedScene): PlannedScene => ({
    ...shot,
    draft: text,
    opening: undefined,
    closing: undefined,
  });
  return told([bare(first), ...others.map(bare)], text, limit);
}

/** The same scene in other shots: the first opens it, the last closes it, and each goes on from the one before. */
function lengthened(shots: Shots, seconds: readonly number[], limit: number): Shots {
  const [first] = shots;
  const last = seconds.length - 1;
  const laidOut = seconds.map((length, at): PlannedScene => ({
    ...first,
    seconds: length,
    seam: at === 0 ? first.seam : 'continuous',
    opening: at === 0 ? first.opening : undefined,
    closing: at === last ? shots.at(-1)?.closing : undefined,
  }));
  const [head = first, ...tail] = laidOut;
  return told([head, ...tail], withoutStage(first.prompt, 1, shots.length), limit);
}

/** Gives each shot its part of the text. */
function told([first, ...others]: Shots, text: string, limit: number): Shots {
  const parts = others.length + 1;
  const tell = (shot: PlannedScene, part: number): PlannedScene => ({
    ...shot,
    prompt: stageOf(text, part, parts, limit),
  });
  return [tell(first, 1), ...others.map((shot, at) => tell(shot, at + 2))];
}

function numbered(beats: readonly Shots[]): PlannedScene[] {
  return beats
    .flatMap((shots, at) => shots.map((shot) => ({ ...shot, beat: at + 1 })))
    .map((shot, at) => ({ ...shot, scene: at + 1, ...(at === 0 && { seam: 'cut' as const }) }));
}
