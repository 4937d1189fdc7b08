import { describe, expect, it } from '@jest/globals';
import * as made from '../../test/facts.js';
import type { Fact } from '../history/fact.js';
import { filmFiles } from './files.js';
import { summarise, summaryWithoutJob } from './summary.js';
import { summaryText } from './summary-text.js';
import { wordAdaptation, wordWarning } from './wording.js';

const files = filmFiles('/tmp/fox.mp4');

describe('summarise', () => {
  it('sums a delivered film up from its messages', () => {
    expect(summarise(made.wholeJob(), { jobId: made.jobId, files })).toEqual({
      jobId: made.jobId,
      status: 'delivered',
      reason: null,
      film: '/tmp/fox.mp4',
      contactSheet: '/tmp/fox.contact-sheet.jpg',
      seconds: 8,
      width: 1280,
      height: 720,
      scenes: 2,
      beats: 2,
      costUsd: 1.2,
      seams: [{ after: 1, scene: 2, kind: 'continuous', ssim: 0.97, colourDistance: 1 }],
      wallSeconds: 13,
      providerSeconds: 8,
      overheadSeconds: 5,
      warnings: [],
      adaptations: [{ kind: 'cropped', asked: '1:1', rendered: '16:9' }],
    });
  });

  it('names the join over a scene that is missing', () => {
    const facts = [
      made.requested(),
      made.planned(3),
      made.asked(1, 1),
      made.generated(1, 2, 1),
      made.rendered(1, 3),
      made.asked(2, 3),
      made.failed(2, 4),
      made.asked(3, 4),
      made.generated(3, 5, 1),
      made.rendered(3, 6, 0.4),
      made.filmAsked([1, 3], 6),
      made.stitched([1, 3], 7, [{ code: 'scene-missing', scene: 2, detail: '' }]),
      made.delivered(8),
    ];
    const summary = summarise(facts, { jobId: made.jobId, files });
    expect(summary.seams).toMatchObject([{ after: 1, scene: 3, ssim: 0.4 }]);
    expect([summary.scenes, summary.warnings.length]).toEqual([2, 1]);
  });

  it('says why there is no film, and what it cost all the same', () => {
    const facts = [
      made.requested(),
      made.planned(1),
      made.asked(1, 1),
      made.failed(1, 4, 0.6),
      made.jobFailed(5),
    ];
    expect(summarise(facts, { jobId: made.jobId, reason: 'no film' })).toMatchObject({
      status: 'failed',
      reason: 'no film',
      film: null,
      costUsd: 0.6,
      wallSeconds: 5,
    });
  });

  it('tells a job that is held or at work from one that failed', () => {
    const begun = [made.requested(), made.planned(2)];
    const statusOf = (...facts: Fact[]) => summarise(facts, { jobId: made.jobId }).status;
    expect([statusOf(...begun), statusOf(...begun, made.held(9))]).toEqual(['open', 'held']);
    expect(summarise(begun, { jobId: made.jobId, reason: 'gave up' }).status).toBe('failed');
  });

  it('has the film that was delivered last, and the cost of all cuts', () => {
    const facts = [
      ...made.wholeJob(),
      made.changed(60, { kind: 'leave-out', scenes: [2] }),
      made.later(made.planned(1), 61, { revision: 2, cut: 2 }),
      made.later(made.filmAsked([1], 61), 61, { cut: 2 }),
      made.later(made.stitched([1], 62), 62, { cut: 2 }),
      made.later(made.delivered(63), 63, { cut: 2 }),
    ];
    expect(summarise(facts, { jobId: made.jobId })).toMatchObject({
      status: 'delivered',
      seconds: 4,
      scenes: 1,
      costUsd: 1.2,
      wallSeconds: 16,
    });
  });

  it('tells cancelled from failed, also when the job never began', () => {
    expect(summarise([made.requested(), made.cancelled(2)], { jobId: made.jobId }).status).toBe('cancelled');
    expect(summaryWithoutJob('rejected', 'no such model')).toMatchObject({ jobId: null, status: 'rejected' });
  });
});

describe('summaryText', () => {
  it('shows files, length, cost, seams, time and what was changed', () => {
    const text = summaryText(summarise(made.wholeJob(), { jobId: made.jobId, files }), {
      files,
      moneySpent: false,
    });
    expect(text.split('\n')).toEqual([
      'film     /tmp/fox.mp4',
      'sheet    /tmp/fox.contact-sheet.jpg',
      'summary  /tmp/fox.summary.json',
      'length   8.0 s, 2 scenes, 1280x720',
      'cost     $1.20 (sandbox: no money was spent)',
      'seams    similarity 1→2 0.970',
      'time     13.0 s: provider 8.0 s, own 5.0 s',
      'changed  rendered 16:9 and cropped to 1:1',
    ]);
  });
});

describe('wording', () => {
  it('words adaptations', () => {
    expect(wordAdaptation({ kind: 'upscaled', asked: '4k', rendered: '1080p' })).toBe(
      'upscaled from 1080p to 4K',
    );
    expect(
      wordAdaptation({ kind: 'model-replaced', asked: 'sora_2', given: 'veo_3_1_fast', because: 'retired' }),
    ).toBe('sora_2 is retired: veo_3_1_fast was used');
  });

  it('words warnings with the scene they are about', () => {
    expect(wordWarning({ code: 'scene-missing', scene: 2, detail: 'moderated' })).toBe(
      'scene 2 could not be made and is missing from the film (moderated)',
    );
  });
});
