import type { Change } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import { CutTalk } from '../../test/cut-talk.js';
import { JobStory, request } from '../../test/job-facts.js';
import { realCatalogue, today } from '../../test/model-cards.js';
import { estimateChange } from './changes/change-estimate.js';
import { clipTake, lossesOfCut, scopeAfter, wantedScenes } from './scope.js';

const retake = (...scenes: number[]): Change => ({
  kind: 'retake',
  scenes: scenes.map((scene) => ({ scene })),
});
const extend: Change = { kind: 'extend', prompt: 'It goes home', scenes: 1 };

/** A film of three scenes that its person has, and who may change it. */
function seen(): JobStory {
  const requester = { channel: 'telegram', personId: '42', chatId: '42', locale: 'en' } as const;
  const asked = request({ requester, settings: { ...request().settings, scenes: 3 } });
  const story = new JobStory(asked).planned();
  return story.rendered(1).rendered(2).rendered(3).stitched().delivered();
}

function price({ job }: JobStory, change: Change): number | undefined {
  return job.plan && estimateChange(job, job.plan, change, { catalogue: realCatalogue, now: today })?.costUsd;
}

describe('a re-shoot that was stopped', () => {
  it('is not priced with another change, but when the person goes on', () => {
    const story = seen().asks(retake(2)).changed().cancelled();
    for (const lost of [false, true]) {
      if (lost) story.lost(2, 2, { code: 'cancelled' });
      expect(price(story, retake(3))).toBe(0.6);
      expect(price(story, extend)).toBe(0.6);
      expect(price(story, { kind: 'resume' })).toBe(0.6);
      expect(scopeAfter(story.job, { kind: 'resume' }).make).toEqual([2]);
    }
  });

  it('is not named when another scene is shot again', async () => {
    const story = seen().asks(retake(2)).changed().cancelled();
    const talk = new CutTalk(story.job);
    await talk.film('shoot');
    await talk.press('3');
    expect(talk.panel?.html).toContain('Only this scene is shot again');
    expect(talk.panel?.html).toContain('$0.60');
    await talk.press('✅');
    expect(talk.admitted).toEqual([[story.jobId, 2, 0.6]]);
  });

  it('is priced to go on also when it was held before', () => {
    const story = seen().asks(retake(3)).changed();
    story.lost(3, 2, { retakeMayHelp: false }).held(3, 2).cancelled();
    expect([price(story, { kind: 'resume' }), price(story, retake(1))]).toEqual([0.6, 0.6]);
  });
});

describe('a continuation that was stopped', () => {
  const stopped = (): JobStory => {
    const story = seen().asks({ kind: 'extend', prompt: 'It goes home', scenes: 2 });
    const scenes = story.job.plan!.storyboard.scenes;
    const more = [4, 5].map((scene) => ({ ...scenes[2]!, scene, beat: scene }));
    return story.changed({ storyboard: { scenes: [...scenes, ...more] } }).cancelled();
  };

  it('is made when the person goes on, and by no other change: what has no clip is left out', () => {
    const { job } = stopped();
    expect(scopeAfter(job, retake(2))).toEqual({ make: [2], leftOut: [4, 5] });
    expect(scopeAfter(job, retake(4))).toEqual({ make: [4], leftOut: [5] });
    expect(scopeAfter(job, { kind: 'finish' })).toEqual({ make: [], leftOut: [4, 5] });
    expect(scopeAfter(job, { kind: 'resume' })).toEqual({ make: [4, 5], leftOut: [] });
    expect([price(stopped(), extend), price(stopped(), { kind: 'resume' })]).toEqual([0.6, 1.2]);
  });

  it('is not shot with another scene, as the screen says', async () => {
    const talk = new CutTalk(stopped().job);
    await talk.film('shoot');
    await talk.press('1');
    expect(talk.panel?.html).toContain('Only this scene is shot again');
    expect(talk.labels()[0]).toBe('✅ Re-shoot for $0.60');
    await talk.film('more');
    expect(talk.labels()[0]).toContain('$0.60');
  });
});

describe('a take that was given up', () => {
  /** Scene 2 was under way when the film was stopped, and is made anew. */
  const anew = (): JobStory => {
    const story = new JobStory(request({ settings: { ...request().settings, scenes: 3 } }));
    story.planned().rendered(1).cancelled().asks(retake(2));
    return story.changed({
      scope: { make: [{ scene: 2, after: 1 }], clips: [{ scene: 1, take: 1 }], leftOut: [3] },
    });
  };

  it('is no loss of the cut that is made', () => {
    const story = anew().lost(2, 1, { code: 'cancelled' }).lost(2, 1);
    expect(lossesOfCut(story.job, 2)).toEqual([]);
    expect(price(story.cancelled(), { kind: 'resume' })).toBeCloseTo(0.6);
  });

  it('gives no clip that anybody uses', () => {
    const { job } = anew().rendered(2, 1);
    expect([clipTake(job, 2), wantedScenes(job)]).toEqual([0, [2]]);
    expect([job.stage, clipTake(anew().rendered(2, 2).job, 2)]).toEqual(['rendering', 2]);
  });
});
