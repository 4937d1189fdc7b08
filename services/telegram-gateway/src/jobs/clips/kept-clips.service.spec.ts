import { describe, expect, it } from '@jest/globals';
import { type Change, changeSchema } from '@kinoline/contracts';
import { StoreRefusedError, StoreUnavailableError } from '@kinoline/media-store';
import { Logger } from '@nestjs/common';
import { JobStory, request } from '../../../test/job-facts.js';
import { KeptClips, takesKept } from './kept-clips.service.js';

Logger.overrideLogger(false);

/** A film of three scenes, the second of which was shot twice. */
const story = new JobStory(request({ settings: { ...request().settings, scenes: 3 } }));
story.planned().rendered(1).rendered(2).rendered(3).stitched().delivered();
story.asks({ kind: 'retake', scenes: [{ scene: 2 }] }).changed();
story.rendered(2, 2).stitched().delivered();
const { job } = story;

const retake = (...scenes: number[]): Change =>
  changeSchema.parse({ kind: 'retake', scenes: scenes.map((scene) => ({ scene })) });
const kept = (change: Change): string[] =>
  takesKept(job, change).map(({ scene, take }) => `${scene}.${take}`);

describe('the clips that a change keeps', () => {
  it('are the newest of all scenes that it neither makes nor leaves out', () => {
    expect(kept(retake(1))).toEqual(['2.2', '3.1']);
    expect(kept(retake(1, 2, 3))).toEqual([]);
    expect(kept({ kind: 'extend', scenes: 1, prompt: 'It goes home' })).toEqual(['1.1', '2.2', '3.1']);
    expect(kept({ kind: 'leave-out', scenes: [3] })).toEqual(['1.1', '2.2']);
  });

  it('are those that are there of a job that broke off', () => {
    const held = new JobStory().planned().rendered(1).lost(2, 1, { retakeMayHelp: false }).held(2, 1).job;
    for (const change of [retake(2), { kind: 'finish' }, { kind: 'resume' }] as const) {
      expect(takesKept(held, change)).toMatchObject([{ scene: 1, take: 1 }]);
    }
    expect(takesKept(new JobStory().failed('planning-failed').job, { kind: 'resume' })).toEqual([]);
  });

  it('are gone when the store has one of them no more, or not until the film is made', async () => {
    const asked: string[] = [];
    const store = {
      exists: (key: string) => {
        asked.push(key);
        return Promise.resolve(!key.endsWith('gone'));
      },
    };
    const clips = new KeptClips(store, { keptDays: { messages: 7, clips: 7, films: 30 } });
    const hours = (after: number): Date => new Date(Date.parse(job.beganAt) + after * 60 * 60 * 1000);
    expect(await clips.check(job, retake(2), hours(1))).toBe('there');
    expect(asked).toHaveLength(2);
    expect(await clips.check(job, retake(2), hours(7 * 24 - 4))).toBe('there');
    expect(await clips.check(job, retake(2), hours(7 * 24 - 2))).toBe('gone');
    expect(await clips.check(job, retake(1, 2, 3), hours(8 * 24))).toBe('there');
    story.rendered(2, 3, { clip: { ...clipOf(1), key: 'gone' } });
    expect(await clips.check(story.job, retake(1), hours(1))).toBe('gone');
    expect(await clips.check(story.job, retake(2), hours(1))).toBe('there');
  });

  it('are unknown while the store cannot be asked', async () => {
    const now = new Date(job.beganAt);
    const settings = { keptDays: { messages: 7, clips: 7, films: 30 } };
    for (const error of [new StoreUnavailableError('ECONNREFUSED'), new StoreRefusedError('403')]) {
      const clips = new KeptClips({ exists: () => Promise.reject(error) }, settings);
      expect(await clips.check(job, retake(2), now)).toBe('unknown');
    }
    const bug = new KeptClips({ exists: () => Promise.reject(new TypeError('a bug')) }, settings);
    await expect(bug.check(job, retake(2), now)).rejects.toThrow('a bug');
  });
});

function clipOf(scene: number) {
  const clip = takesKept(job, retake(3)).find((take) => take.scene === scene)?.clip;
  if (!clip) throw new Error(`no clip of scene ${scene}`);
  return clip;
}
