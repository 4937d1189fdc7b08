import { describe, expect, it } from '@jest/globals';
import * as made from '../../test/facts.js';
import type { Change } from '@kinoline/contracts';
import { describeChange } from './describe-change.js';
import { fileSize } from './describe-fact.js';
import { historyLines, historyText } from './history-text.js';

describe('historyText', () => {
  it('tells who said what when, what it cost and how it ended', () => {
    const text = historyText(made.jobId, made.wholeJob());
    expect(text.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '))).toEqual([
      `job ${made.jobId}`,
      '0.00 s | cli | JobRequested | “A fox”',
      '1.00 s | planner | ScenesPlanned | revision 1 | 2 scenes, 8 s, about $1.20, by rules',
      '1.00 s | planner | SceneRequested | scene 1 take 1 | 4 s, cut',
      '6.00 s | generator | ClipGenerated | scene 1 take 1 | $0.60, provider 4.0 s, prediction p1, jobs/a/clip.mp4 (1 kB)',
      '7.00 s | framer | SceneRendered | scene 1 take 1 | 4.00 s, 1280x720, seam cut',
      '7.00 s | planner | SceneRequested | scene 2 take 1 | 4 s, continuous',
      '11.50 s | generator | ClipGenerated | scene 2 take 1 | $0.60, provider 4.0 s, prediction p1, jobs/a/clip.mp4 (1 kB)',
      '12.00 s | framer | SceneRendered | scene 2 take 1 | 4.00 s, 1280x720, seam continuous 0.970, colour 1.0',
      '12.00 s | planner | FilmRequested | cut 1 | 2 clips',
      '12.80 s | stitcher | FilmStitched | cut 1 | 8.00 s, 1280x720, all copied, films/a/1/film.mp4 (1 kB)',
      '13.00 s | telegram-gateway | JobDelivered | cut 1 | by store, films/a/1/film.mp4 (1 kB)',
      'delivered: 13.0 s (provider 8.0 s, own 5.0 s), $1.20',
    ]);
  });

  it('says that a job has not ended', () => {
    expect(historyText(made.jobId, [made.requested(), made.planned(1)])).toContain('not ended yet: 1.0 s');
  });

  it('tells cut by cut how a job went that was held and changed', () => {
    const retake = { kind: 'retake', scenes: [{ scene: 2, prompt: 'A red fox', model: 'veo_3_1' }] } as const;
    const [take] = [made.later(made.generated(2, 50, 4, 2), 50, {})];
    const facts = [
      made.requested(),
      made.planned(2),
      made.asked(1, 1),
      made.generated(1, 6, 4),
      made.rendered(1, 7),
      made.held(9),
      made.changed(40, { ...retake, scenes: [...retake.scenes] }),
      made.later(made.planned(2), 41, { revision: 2, cut: 2 }),
      made.later(made.asked(2, 42, 2), 42, { cut: 2 }),
      take,
    ];
    const lines = historyText(made.jobId, facts)
      .split('\n')
      .map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
    expect(lines.slice(6)).toEqual([
      '9.00 s | planner | JobHeld | cut 1 | scene 2 take 1 refused by the provider’s moderation, 1 scene missing, $0.60 so far (E005)',
      '40.00 s | telegram-gateway | ChangeRequested | revision 1 | new takes: scene 2 (“A red fox” by veo_3_1)',
      '41.00 s | planner | ScenesPlanned | revision 2 | cut 2: 2 scenes, 8 s, about $1.20, by rules',
      '42.00 s | planner | SceneRequested | scene 2 take 2 | 4 s, continuous',
      '50.00 s | generator | ClipGenerated | scene 2 take 2 | $0.60, provider 4.0 s, prediction p1, jobs/a/clip.mp4 (1 kB)',
      'cut 1 held until the person decides: 9.0 s (provider 4.0 s, own 5.0 s), $0.60',
      'cut 2 not ended yet: 10.0 s (provider 4.0 s, own 6.0 s), $0.60',
      'all cuts: $1.20',
    ]);
  });

  it.each([
    [{ kind: 'leave-out', scenes: [2, 3] }, 'without scenes 2, 3'],
    [{ kind: 'leave-out', scenes: [2] }, 'without scene 2'],
    [{ kind: 'finish' }, 'the film of what there is'],
    [{ kind: 'resume' }, 'what is missing once more'],
    [{ kind: 'extend', prompt: 'It snows', scenes: 2 }, '2 scenes more: “It snows”'],
    [{ kind: 'retake', scenes: [{ scene: 1 }, { scene: 4 }] }, 'new takes: scene 1, scene 4'],
  ] as const)('words the change %j', (change, text) => {
    expect(describeChange(change as unknown as Change)).toBe(text);
  });

  it('words failures', () => {
    expect(
      historyLines([made.requested(), made.failed(1, 2), made.jobFailed(3)]).map(({ text }) => text),
    ).toEqual([
      '“A fox”',
      'refused by the provider’s moderation, $0.00 (E005)',
      'no film: no scene could be made: change the prompt and try again (all refused)',
    ]);
  });
});

describe('fileSize', () => {
  it.each([
    [1, '1 kB'],
    [812_000, '812 kB'],
    [3_249_000, '3.2 MB'],
  ])('words %d bytes as %s', (bytes, text) => {
    expect(fileSize(bytes)).toBe(text);
  });
});
