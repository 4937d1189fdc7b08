import {
  ChangeRequested,
  type DataOf,
  FilmRequested,
  JobCancelled,
  JobDelivered,
  JobFailed,
  JobHeld,
  JobRejected,
  type MediaRef,
  SceneRequested,
  ScenesPlanned,
} from '@kinoline/contracts';
import { expect } from '@jest/globals';
import type { JobState } from '../src/director/index.js';
import { renderedData } from './facts.js';
import type { ToldTake } from './simulated-generator.js';
import type { History } from './history.js';
import type { SimulatedLine } from './simulated-line.js';

type Request = DataOf<typeof SceneRequested>;
type Changed = DataOf<typeof ChangeRequested>;

/** Every change was answered: taken over or refused, nobody waits. Its answer begins a cut only when it was taken over. */
export function checkAnswers(line: SimulatedLine, { edits = 0 }: History): void {
  const plans = new Map(line.all(ScenesPlanned).map((plan) => [plan.revision, plan]));
  for (const { revision } of line.all(ChangeRequested)) {
    const after = plans.get(revision + 1);
    const failed = line.all(JobFailed).find(({ cut }) => cut === revision + 1);
    const isUnplanned = line.all(JobRejected).length > 0 || line.all(JobFailed).some(isPlanning);
    if (!after && !failed) expect([revision, isUnplanned]).toEqual([revision, true]);
    const before = plans.get(revision);
    if (!before || !after) continue;
    const isRefused = after.warnings.some(({ code }) => code === 'edit-refused');
    // An edit of the same revision may be faster.
    const isTakenOver = after.cut === before.cut + 1;
    expect([after.revision, isTakenOver !== isRefused || edits > 0]).toEqual([after.revision, true]);
  }
}

const isPlanning = ({ code }: DataOf<typeof JobFailed>): boolean => code === 'planning-failed';

/** The plan was told before anything was requested, and every take follows the revision that it names. */
export function checkPlan(line: SimulatedLine): void {
  const plans = new Map(line.all(ScenesPlanned).map((plan) => [plan.revision, plan]));
  for (const { revision, cut, planned } of line.all(SceneRequested)) {
    const plan = plans.get(revision);
    expect(plan?.cut).toBe(cut);
    const told = plan?.storyboard.scenes[planned.scene - 1];
    // A scene with nothing before it opens the film.
    expect({ ...planned, seam: told?.seam }).toEqual(told);
  }
}

/** In a cut no scene has more takes than allowed, each after a failure that a retake may mend; numbers only grow. */
export function checkTakes(line: SimulatedLine, { takesPerScene }: History): void {
  for (const requests of Map.groupBy(line.all(SceneRequested), ({ scene }) => scene).values()) {
    // A replica that was slow may say what was wanted before its cut was called off.
    const numbers = requests.sort((a, b) => a.cut - b.cut).map(({ take }) => take);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    for (const inCut of Map.groupBy(requests, ({ cut }) => cut).values()) {
      expect(inCut.length).toBeLessThanOrEqual(takesPerScene);
      for (const { scene, take } of inCut.slice(0, -1)) {
        const told = line.generator.told.find(({ request }) => isTake(request, { scene, take }));
        expect(told?.fact).toMatchObject({ name: 'SceneFailed', data: { retakeMayHelp: true } });
        expect(told?.fact).not.toMatchObject({ data: { code: 'ambiguous' } });
      }
    }
  }
}

/** What has a clip is only made again when the person names it. */
export function checkMoney(line: SimulatedLine): void {
  const clips = line.generator.told.filter(isClip);
  for (const { scene, take, cut } of line.all(SceneRequested)) {
    const older = clips.filter(({ request }) => request.scene === scene && request.take < take);
    for (const { request } of older) {
      const named = takenOver(line).filter(
        (change) => change.cut > request.cut && change.cut <= cut && retakenScenes(change).includes(scene),
      );
      expect([scene, take, named.length > 0]).toEqual([scene, take, true]);
    }
  }
}

/** Every take goes on from what is before it in its film, and leads to what stays after it. */
export function checkJoins(line: SimulatedLine): void {
  for (const { cut, clips } of line.all(FilmRequested)) {
    for (const [at, clip] of clips.entries()) {
      const request = requestOf(line, clip);
      if (request?.cut !== cut) continue;
      const before = clips[at - 1];
      const lastFrame = before && framesOf(before).lastFrame;
      expect(request.previousLastFrame).toEqual(lastFrame);
      if (request.planned.seam === 'continuous') expect(request.startFrame).toEqual(lastFrame);
      else if (at > 0) expect(request.startFrame).toBeUndefined();
      const after = clips[at + 1];
      if (request.endFrame) expect(request.endFrame).toEqual(after && framesOf(after).firstFrame);
      if (request.endFrame) expect(clips[at + 1]?.seam).toBe('continuous');
    }
  }
}

/** Films hold clips that were made, in order; the last one every clip that was paid for and is still wanted. */
export function checkFilms(line: SimulatedLine, state: JobState): void {
  const clips = line.generator.told.filter(isClip);
  for (const film of line.all(FilmRequested)) {
    const scenes = film.clips.map(({ scene }) => scene);
    expect(scenes).toEqual([...new Set(scenes)].sort((a, b) => a - b));
    for (const clip of film.clips) expect(clips.some(({ request }) => isTake(request, clip))).toBe(true);
  }
  const film = line.all(FilmRequested).find(({ cut }) => cut === state.cut);
  if (!film) return;
  for (const { request } of clips) {
    const { scene, take } = request;
    if (state.leftOut.includes(scene)) continue;
    const inFilm = film.clips.find((clip) => clip.scene === scene)?.take ?? 0;
    if (line.noted.has(`${scene}.${take}`)) expect(inFilm).toBeGreaterThanOrEqual(take);
    else expect([scene, take, isGivenUp(line, request)]).toEqual([scene, take, true]);
  }
}

/** The end is of the cut that was made, and a job only fails when nothing of it is left to show. */
export function checkEnd(line: SimulatedLine, { cut, rest, takes, leftOut }: JobState): void {
  type OfCut = typeof FilmRequested | typeof JobCancelled | typeof JobDelivered;
  const isOfCut = (message: OfCut): boolean => line.all<OfCut>(message).some((each) => each.cut === cut);
  if (rest?.kind === 'delivered')
    expect([isOfCut(FilmRequested), isOfCut(JobDelivered)]).toEqual([true, true]);
  if (rest?.kind === 'cancelled') expect(isOfCut(JobCancelled)).toBe(true);
  if (rest?.kind !== 'failed') return;
  if (rest.code === 'film-failed') expect(isOfCut(FilmRequested)).toBe(true);
  else {
    const shown = takes.filter(({ outcome, scene }) => outcome === 'rendered' && !leftOut.includes(scene));
    expect(shown).toEqual([]);
  }
}

/** A job that asks never makes a film without a scene that the person was not asked about. */
export function checkHolds(line: SimulatedLine, { whenStuck }: History): void {
  const held = line.all(JobHeld);
  if (whenStuck === 'go-on') expect(held).toEqual([]);
  for (const { scene, missing, rendered } of held) {
    expect(missing).toContain(scene);
    expect(rendered).toEqual([...rendered].sort((a, b) => a - b));
  }
  const [first] = line.all(FilmRequested).sort((a, b) => a.cut - b.cut);
  const isAsked = held.length > 0 || line.all(ChangeRequested).length > 0;
  if (whenStuck === 'ask' && first && !isAsked) {
    expect(first.warnings?.some(({ code }) => code === 'scene-missing')).toBe(false);
  }
}

interface TakenOver {
  readonly change: Changed['change'];
  /** The cut that it began. */
  readonly cut: number;
}

function takenOver(line: SimulatedLine): TakenOver[] {
  const plans = line.all(ScenesPlanned);
  return line.all(ChangeRequested).flatMap(({ revision, change }) => {
    const before = plans.find((plan) => plan.revision === revision)?.cut ?? revision;
    const after = plans.find((plan) => plan.revision === revision + 1)?.cut ?? before;
    return after > before ? [{ change, cut: after }] : [];
  });
}

function retakenScenes({ change }: TakenOver): number[] {
  return change.kind === 'retake' ? change.scenes.map(({ scene }) => scene) : [];
}

/** Whether a take was under way when its cut was called off, and is not wanted any more since. */
function isGivenUp(line: SimulatedLine, request: Request): boolean {
  const isCalledOff = line.all(JobCancelled).some((calledOff) => calledOff.cut >= request.cut);
  const changes = takenOver(line).filter((changed) => changed.cut > request.cut);
  return isCalledOff && changes.some((changed) => isWithout(line, changed, request));
}

function isWithout(line: SimulatedLine, changed: TakenOver, { scene }: Request): boolean {
  const { change } = changed;
  if (change.kind === 'finish' || retakenScenes(changed).includes(scene)) return true;
  if ((change.kind === 'leave-out' || change.kind === 'keep') && change.scenes.includes(scene)) return true;
  return isStopped(line, changed) && change.kind !== 'resume';
}

/** Whether the cut before this change was called off: what it stopped is taken up by `resume` alone. */
function isStopped(line: SimulatedLine, { cut }: TakenOver): boolean {
  return line.all(JobCancelled).some((calledOff) => calledOff.cut === cut - 1);
}

function requestOf(
  line: SimulatedLine,
  take: { readonly scene: number; readonly take: number },
): Request | undefined {
  return line.all(SceneRequested).find((request) => isTake(request, take));
}

function isTake(
  one: { readonly scene: number; readonly take: number },
  other: { readonly scene: number; readonly take: number },
): boolean {
  return one.scene === other.scene && one.take === other.take;
}

function isClip({ fact }: ToldTake): boolean {
  return fact.name === 'SceneRendered';
}

function framesOf({ scene, take }: { readonly scene: number; readonly take: number }): {
  readonly firstFrame: MediaRef;
  readonly lastFrame: MediaRef;
} {
  return renderedData(scene, take);
}
