import { describe, expect, it } from '@jest/globals';
import { JobStory, request } from '../../test/job-facts.js';
import { realCatalogue, today } from '../../test/model-cards.js';
import { promiseAfter } from './promise.js';
import { onceMore, wayOn } from './changes/ways-on.js';

const models = { catalogue: realCatalogue, now: today };

/** A film of three scenes, of which the person said that it may cost so much at most. */
const film = (mostUsd?: number): JobStory =>
  new JobStory(request({ settings: { ...request().settings, scenes: 3 } }), 1, mostUsd).planned();
const promise = ({ job }: JobStory, priceUsd: number) => promiseAfter(job, priceUsd, models);

describe('what the person said a film may cost', () => {
  it('holds for its changes, however cheap its first price was', () => {
    const held = film(5).rendered(1, 1, { costUsd: 1.2 }).rendered(2, 1, { costUsd: 1.2 });
    held.lost(3, 1, { costUsd: 1.2 }).lost(3, 2, { costUsd: 1.2, retakeMayHelp: false }).held(3, 2);
    const priceUsd = wayOn(held.job, onceMore(held.job, {}), models)?.priceUsd;
    expect(priceUsd).toBe(0.6);
    expect(promise(held, 0.6)).toEqual({ refusal: { because: 'film', limitUsd: 5, leftUsd: 0.2 } });
    expect(promise(held, 0.2)).toEqual({ budgetUsd: 5 });
    expect(promise(held, 0.1)).toEqual({ budgetUsd: 4.95 });
  });

  it('keeps nobody from what costs nothing', () => {
    const held = film(1).rendered(1, 1, { costUsd: 1.2 }).lost(2).held(2, 1);
    expect(promise(held, 0)).toEqual({ budgetUsd: 1 });
  });

  it('was nothing: half as much again as was shown is promised', () => {
    const held = film().rendered(1).lost(2).held(2, 1);
    expect(promise(held, 1.2)).toEqual({ budgetUsd: 2.4 });
  });
});

describe('a take that is being made when the job is called off', () => {
  it('has its price in the budget until its end is known', () => {
    const stopped = film().rendered(1).rendered(2).rendered(3).stitched().delivered();
    stopped.asks({ kind: 'retake', scenes: [{ scene: 2 }] });
    stopped.changed().cancelled();
    expect(promise(stopped, 0.6)).toEqual({ budgetUsd: 3.3 });
    stopped.lost(2, 2, { code: 'cancelled' });
    expect(promise(stopped, 0.6)).toEqual({ budgetUsd: 2.7 });
  });

  it('counts against what the person said', () => {
    const stopped = film(2).rendered(1).cancelled();
    expect(promise(stopped, 1.2)).toEqual({ refusal: { because: 'film', limitUsd: 2, leftUsd: 0.8 } });
    expect(promise(stopped.lost(2, 1, { code: 'cancelled' }), 1.2)).toEqual({ budgetUsd: 2 });
  });

  it('is none where the job waited for the person', () => {
    expect(promise(film().rendered(1).lost(2).held(2, 1).cancelled(), 1.2)).toEqual({ budgetUsd: 2.4 });
    const again = new JobStory(request({ approval: true })).planned().approved().cancelled();
    again.asks({ kind: 'resume' }).planned({ revision: 2, cut: 2 }).cancelled();
    expect(promise(again, 2.4)).toEqual({ budgetUsd: 3.6 });
  });

  it('is none where nothing was approved', () => {
    const waiting = new JobStory(request({ approval: true })).planned().cancelled();
    expect(promise(waiting, 2.4)).toEqual({ budgetUsd: 3.6 });
  });
});
