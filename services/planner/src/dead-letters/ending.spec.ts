import { describe, expect, it } from '@jest/globals';
import {
  ChangeRequested,
  ClipGenerated,
  type DataOf,
  FilmStitched,
  JobCancelled,
  JobDelivered,
  type KinolineMessage,
  messages,
  SceneFailed,
  SceneRendered,
  type ServiceName,
  StoryboardApproved,
  StoryboardEdited,
  topology,
} from '@kinoline/contracts';
import fc from 'fast-check';
import { failedData, jobId, mediaRef, planOf, renderedData, stitchedData } from '../../test/facts.js';
import { letterOf, letterOn } from '../../test/letters.js';
import { endingOf } from './ending.js';

const clip: DataOf<typeof ClipGenerated> = {
  jobId,
  scene: 2,
  take: 1,
  clip: mediaRef('clip', 'video/mp4'),
  model: 'veo_3_1_fast',
  predictionId: 'p1',
  costUsd: 0.6,
  providerSeconds: 40,
  adaptations: [],
  seam: 'cut',
};
const broken = Uint8Array.of(0xff, 0xfe);
const detail = (service: string, message: string): string =>
  `${service} gave ${message} up after 27 deliveries: PermanentError: given up after 26 deliveries that never came to an end (dead letter 12)`;
const names = (unless: readonly { name: string }[]): string[] => unless.map(({ name }) => name);

describe('what other services gave up', () => {
  it('fails the take of a clip, with what it cost', () => {
    const ending = endingOf(letterOf('framer', ClipGenerated, clip));
    const failure = { jobId, scene: 2, take: 1, code: 'tool-failed', retakeMayHelp: false, costUsd: 0.6 };
    expect(ending).toMatchObject({
      kind: 'say',
      said: { message: SceneFailed, data: { ...failure, detail: detail('framer', 'ClipGenerated') } },
    });
    expect(ending.kind === 'say' && names(ending.unless)).toEqual(['SceneRendered', 'SceneFailed']);
  });

  it('reads the cost although the rest cannot be read', () => {
    const subject = `video.clip.generated.${jobId}.2.1`;
    const costOf = (payload: string | Uint8Array): unknown => {
      const ending = endingOf(letterOn('framer', subject, payload));
      return ending.kind === 'say' && 'costUsd' in ending.said.data ? ending.said.data.costUsd : undefined;
    };
    expect(costOf(JSON.stringify({ version: 2, data: { costUsd: 1.25 } }))).toBe(1.25);
    for (const payload of [broken, '', 'null', '{"data":{"costUsd":-1}}']) expect(costOf(payload)).toBe(0);
  });

  it('fails a take that was never begun', () => {
    const ending = endingOf(letterOn('generator', `video.scene.requested.${jobId}.3.2`, broken));
    expect(ending).toMatchObject({ kind: 'say', said: { data: { scene: 3, take: 2, costUsd: 0 } } });
    expect(ending.kind === 'say' && names(ending.unless)).toEqual(['ClipGenerated', 'SceneFailed']);
  });

  it('fails a film', () => {
    const ending = endingOf(letterOn('stitcher', `video.film.requested.${jobId}.2`, broken));
    expect(ending).toMatchObject({ kind: 'say', said: { data: { jobId, cut: 2, code: 'tool-failed' } } });
    expect(ending.kind === 'say' && names(ending.unless)).toEqual(['FilmStitched', 'FilmFailed']);
  });

  it('leaves to the operator what no job waits for', () => {
    expect(endingOf(letterOf('telegram-gateway', FilmStitched, stitchedData()))).toEqual({ kind: 'tell' });
    const cancelled = letterOf('generator', JobCancelled, { jobId, cut: 1, by: 'person' });
    expect(endingOf(cancelled)).toEqual({ kind: 'tell' });
  });

  it('leaves to the operator what chats and their jobs gave up', () => {
    expect(endingOf(letterOn('telegram-gateway', 'telegram.update.received.7', '{}'))).toEqual({
      kind: 'tell',
    });
    expect(endingOf(letterOn('telegram-gateway', `video.job.held.${jobId}.2`, broken))).toEqual({
      kind: 'tell',
    });
  });

  it('leaves to the operator what names no job of ours', () => {
    for (const identity of ['x.1.1', `${jobId}.0.1`, `${jobId}.1.`, `${jobId}.one.1`]) {
      expect(endingOf(letterOn('framer', `video.clip.generated.${identity}`, broken)).kind).toBe('tell');
    }
  });
});

describe('what the planner itself gave up', () => {
  it('ends a job whose request cannot be read', () => {
    expect(endingOf(letterOn('planner', `video.job.requested.${jobId}`, broken))).toEqual({
      kind: 'hear',
      jobId,
      fact: { name: 'PlanningFailed', data: { jobId, cut: 1, detail: detail('planner', 'JobRequested') } },
    });
  });

  it('refuses a change, readable or not, so that the person is not left waiting', () => {
    const refused = {
      kind: 'hear',
      jobId,
      fact: { name: 'ChangeRefused', data: { of: 3, detail: detail('planner', 'ChangeRequested') } },
    };
    const wanted = { jobId, revision: 3, change: { kind: 'resume' } } as const;
    expect(endingOf(letterOf('planner', ChangeRequested, wanted))).toEqual(refused);
    expect(endingOf(letterOn('planner', `video.change.requested.${jobId}.3`, broken))).toEqual(refused);
    expect(endingOf(letterOn('planner', `video.change.requested.${jobId}.0`, broken))).toEqual({
      kind: 'tell',
    });
  });

  it('is heard again as the fact it is', () => {
    const letters = [
      letterOf('planner', SceneRendered, renderedData(1, 1)),
      letterOf('planner', SceneFailed, failedData(1, 1, 'moderated')),
      letterOf('planner', StoryboardApproved, { jobId, revision: 1 }),
      letterOf('planner', JobCancelled, { jobId, cut: 1, by: 'person' }),
      letterOf('planner', FilmStitched, stitchedData()),
      letterOf('planner', JobDelivered, { jobId, cut: 1, film: mediaRef('film', 'video/mp4'), by: 'store' }),
    ];
    for (const letter of letters) {
      expect(endingOf(letter)).toMatchObject({ kind: 'hear', jobId, fact: { name: letter.message.name } });
    }
    const edit = { jobId, revision: 1, storyboard: planOf(['cut']).storyboard };
    expect(endingOf(letterOf('planner', StoryboardEdited, edit))).toEqual({ kind: 'edit', edit });
  });

  it('ends what it told of when it cannot be read', () => {
    const ofBroken = (subject: string) => endingOf(letterOn('planner', subject, broken));
    expect(ofBroken(`video.scene.rendered.${jobId}.1.1`)).toMatchObject({
      kind: 'say',
      said: { message: SceneFailed },
    });
    expect(ofBroken(`video.film.stitched.${jobId}.1`)).toMatchObject({
      kind: 'say',
      said: { data: { cut: 1 } },
    });
    expect(ofBroken(`video.scene.failed.${jobId}.1.1`)).toMatchObject({
      kind: 'hear',
      fact: { name: 'SceneFailed', data: { scene: 1, take: 1, code: 'tool-failed' } },
    });
    expect(ofBroken(`video.film.failed.${jobId}.1`)).toMatchObject({
      kind: 'hear',
      fact: { name: 'FilmFailed' },
    });
    expect(ofBroken(`video.storyboard.approved.${jobId}.1`)).toEqual({ kind: 'tell' });
  });
});

describe('whatever is given up', () => {
  const hearings = Object.entries(topology) as [ServiceName, readonly { message: KinolineMessage }[]][];
  const pairs = hearings.flatMap(([service, heard]) =>
    heard.map(({ message }) => [service, message] as const),
  );

  it('has an answer: nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        fc.array(fc.constantFrom(jobId, '1', '0', 'x', ''), { maxLength: 4 }),
        fc.oneof(fc.uint8Array(), fc.json()),
        ([service, message], identity, payload) => {
          const letter = letterOn(service, [message.type, ...identity, ''].join('.'), payload);
          expect(messages).toContain(letter.message);
          expect(['say', 'hear', 'edit', 'tell']).toContain(endingOf(letter).kind);
        },
      ),
    );
  });
});
