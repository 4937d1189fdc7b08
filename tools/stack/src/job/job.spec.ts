import { describe, expect, it } from '@jest/globals';
import * as made from '../../test/facts.js';
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
