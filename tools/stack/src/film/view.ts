import { type Fact } from '../history/fact.js';
import { type FilmProgress, price, type SceneProgress } from './progress.js';
import { secondsLeft } from './time-left.js';
import { clock, count, dollars, shortened } from './words.js';
import { wordSceneFailure } from './wording.js';

const signs: Record<SceneProgress['state'], string> = {
  waiting: '·',
  rendering: '▶',
  checking: '▷',
  done: '✔',
  failed: '✖',
};

const since = (from: Date | undefined, to: Date): number =>
  from === undefined ? 0 : (to.getTime() - from.getTime()) / 1000;

function stateOf(scene: SceneProgress, now: Date): string {
  const attempt = scene.take > 1 ? `, take ${scene.take}` : '';
  switch (scene.state) {
    case 'waiting':
      return 'waiting';
    case 'rendering':
      return `rendering ${clock(since(scene.askedAt, now))}${attempt}`;
    case 'checking':
      return `checking${attempt}`;
    case 'done':
      return `${dollars(scene.costUsd)} in ${clock(since(scene.askedAt, scene.settledAt ?? now))}${attempt}`;
    case 'failed':
      return `failed: ${scene.failure === undefined ? 'unknown' : wordSceneFailure(scene.failure)}`;
  }
}

function sceneLine(scene: SceneProgress, now: Date, width: number): string {
  const start = `  ${signs[scene.state]} scene ${scene.scene}  ${scene.seconds} s  ${stateOf(scene, now)}`;
  const room = width - start.length - 3;
  return room < 12 ? start : `${start}  ${shortened(scene.prompt, room)}`;
}

function moneyLine(progress: FilmProgress): string[] {
  if (progress.estimate === undefined) return [];
  const { spentUsd, estimateUsd } = price(progress);
  return [`  ${dollars(spentUsd)} of about ${dollars(estimateUsd)}`];
}

const phases: Record<FilmProgress['phase'], string> = {
  waiting: 'starting',
  planning: 'planning the scenes',
  rendering: 'rendering',
  joining: 'joining the scenes',
  delivering: 'delivering',
  ended: 'ended',
};

function headLine(progress: FilmProgress, now: Date): string {
  const left = secondsLeft(progress, now);
  const gone = `${clock(since(progress.askedAt, now))} gone`;
  return `${phases[progress.phase]} · ${gone}${left === undefined ? '' : `, about ${clock(left)} left`}`;
}

/** The whole picture of a job, for a terminal that can be drawn over; `width` in characters. */
export function liveView(progress: FilmProgress, now: Date, width: number): string {
  return [
    shortened(headLine(progress, now), width),
    ...progress.scenes.map((scene) => sceneLine(scene, now, width)),
    ...moneyLine(progress),
  ].join('\n');
}

function planLine({ scenes, estimate }: FilmProgress, left: number | undefined): string {
  if (estimate === undefined) return 'planned';
  const time = left === undefined ? '' : `, about ${clock(left)} left`;
  return `planned: ${count(scenes.length, 'scene')}, ${estimate.filmSeconds} s, about ${dollars(estimate.costUsd)}${time}`;
}

function sceneNews(progress: FilmProgress, number: number, now: Date): string | undefined {
  const scene = progress.scenes.find((each) => each.scene === number);
  if (scene === undefined) return undefined;
  const left = secondsLeft(progress, now);
  const tail =
    scene.state === 'done'
      ? ` · ${dollars(price(progress).spentUsd)} so far${left === undefined ? '' : `, about ${clock(left)} left`}`
      : '';
  const done = scene.state === 'done' ? 'done, ' : '';
  return `scene ${number} of ${progress.scenes.length}: ${done}${stateOf(scene, now)}${tail}`;
}

function news(progress: FilmProgress, fact: Fact): string | undefined {
  switch (fact.name) {
    case 'ScenesPlanned':
      return planLine(progress, secondsLeft(progress, fact.at));
    case 'SceneRequested':
    case 'ClipGenerated':
    case 'SceneRendered':
    case 'SceneFailed':
      return sceneNews(progress, fact.data.scene, fact.at);
    case 'FilmRequested':
      return `joining ${count(fact.data.clips.length, 'scene')}`;
    case 'FilmStitched':
      return `joined: ${fact.data.facts.seconds.toFixed(1)} s, ${fact.data.facts.width}x${fact.data.facts.height}`;
    case 'JobRequested':
      return 'planning the scenes';
    case 'FilmFailed':
      return 'the scenes could not be joined';
    case 'JobHeld':
      return 'waits for the person';
    case 'ChangeRequested':
      return 'a change is planned';
    case 'JobDelivered':
    case 'JobFailed':
    case 'JobRejected':
    case 'JobCancelled':
    case 'StoryboardApproved':
    case 'StoryboardEdited':
    case 'KeyframeRequested':
    case 'KeyframeRendered':
      return undefined;
  }
}

/** One line about a fact, for a log or a pipe; undefined when it is not worth one. `progress` already holds it. */
export function newsLine(progress: FilmProgress, fact: Fact): string | undefined {
  const line = news(progress, fact);
  return line === undefined ? undefined : `[${clock(since(progress.askedAt, fact.at))}] ${line}`;
}
