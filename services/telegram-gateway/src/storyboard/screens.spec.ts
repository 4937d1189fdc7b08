import { describe, expect, it } from '@jest/globals';
import { JobStory, plannedScenes, request } from '../../test/job-facts.js';
import { realCatalogue, today } from '../../test/model-cards.js';
import { dictionary } from '../../test/people-desk.js';
import { unlimited } from '../../test/standing.js';
import type { Screen } from '../telegram/screen.js';
import { locales } from '../words/words.js';
import { approvalScreen } from '../jobs/screens/approval-screen.js';
import { beatsOf } from '../jobs/beats.js';
import type { Board } from './board.js';
import { dropScreen, lengthsScreen, newSceneScreen, sceneScreen, wordsScreen } from './scene-screen.js';
import { messageMaxCharacters, visibleLength } from '../telegram/visible-length.js';

const labels = ({ rows }: Screen): string[] => rows.flat().map(({ label }) => label);
const data = ({ rows }: Screen): string[] =>
  rows.flat().flatMap((button) => ('data' in button ? [button.data] : []));

function boardOf(story: JobStory, locale: 'en' | 'ru' = 'en'): Board {
  const { job } = story;
  if (!job.plan) throw new Error('not planned');
  return { job, plan: job.plan, words: dictionary[locale], catalogue: realCatalogue, now: today };
}

const story = (): JobStory => new JobStory(request({ approval: true }));
const list = (board: Board): Screen => approvalScreen(board.job, board);

describe('the storyboard that waits for an approval', () => {
  it('shows scenes, price and wait, and what can be done', () => {
    const scenes = plannedScenes(3).map((scene) =>
      scene.scene === 3 ? { ...scene, seam: 'cut' as const } : scene,
    );
    const estimate = { costUsd: 1.8, filmSeconds: 12, waitSeconds: 200 };
    const screen = list(boardOf(story().planned({ storyboard: { scenes }, estimate })));
    expect(screen.html).toBe(
      [
        '🎬 <b>The storyboard of your film</b>',
        '3 scenes · 0:12 · Veo 3.1 Fast',
        '',
        '<b>1.</b> 4 s',
        'Scene 1: the fox goes on &amp; on over the ice, which cracks &lt;under&gt; its paws',
        '<b>2.</b> 4 s · flows on',
        'Scene 2: the fox goes on &amp; on over the ice, which cracks &lt;under&gt; its paws',
        '<b>3.</b> 4 s · cut',
        'Scene 3: the fox goes on &amp; on over the ice, which cracks &lt;under&gt; its paws',
        '',
        '💵 <b>$1.80</b> · about 3 minutes to shoot',
        '',
        'Tap a scene to change it. Nothing is paid until you approve.',
      ].join('\n'),
    );
    expect(labels(screen)).toEqual([
      '✏️ 1',
      '✏️ 2',
      '✏️ 3',
      '➕ Add a scene',
      '✅ Approve · $1.80',
      '✖️ Stop the film',
    ]);
  });

  it('says what is left today before and after, for whom there is a limit', () => {
    const board = boardOf(story().planned());
    const figures = (locale: 'en' | 'ru'): string => {
      const words = dictionary[locale];
      const standing = { ...unlimited, spentUsd: 1, limitUsd: 5 };
      return approvalScreen(board.job, { words, catalogue: realCatalogue, standing }).html;
    };
    expect(figures('en')).toContain(
      'to shoot\n👛 You have $4.00 for today, $1.60 will be left after this\n\n',
    );
    expect(figures('ru')).toContain('👛 На сегодня у вас $4.00, после этого останется $1.60');
  });

  it('has nothing to press while an edit is taken over', () => {
    const screen = list(boardOf(story().planned().edited()));
    expect(screen.rows).toEqual([]);
    expect(screen.html).toContain('⏳ Taking it over…');
    const answered = list(boardOf(story().planned().edited().planned()));
    expect(answered.rows.length).toBeGreaterThan(0);
  });

  it('says in words what the person should know', () => {
    const { html } = list(
      boardOf(
        new JobStory(
          request({
            approval: true,
            startFrame: { key: 'a', bytes: 1, sha256: 'a'.repeat(64), contentType: 'image/png' },
          }),
        ).planned({
          warnings: [
            { code: 'planned-by-rules', detail: 'timeout' },
            { code: 'scene-not-rewritten', scene: 2, detail: 'no answer' },
            { code: 'scene-not-rewritten', scene: 4, detail: 'no answer' },
            { code: 'edit-refused', reason: 'over-budget', detail: 'the film costs about 9 USD' },
          ],
          adaptations: [
            { kind: 'model-replaced', asked: 'sora_2', given: 'veo_3_1_fast', because: 'retired' },
            { kind: 'prompt-shortened', asked: 4000, given: 3000 },
          ],
        }),
      ),
    );
    expect(html).toContain('opens on your picture');
    expect(html).toContain('cut into scenes as it stands');
    expect(html).toContain('Scenes 2, 4 could not be matched');
    expect(html).toContain('more than this film may');
    expect(html).toContain('Sora 2 is no longer available, Veo 3.1 Fast takes its place.');
    expect(html).toContain('first 3,000 characters');
    expect(html).not.toMatch(/timeout|no answer|9 USD/);
  });

  it.each(locales)('fits into a message with 20 scenes of long texts: %s', (locale) => {
    const scenes = plannedScenes(20, 2).map((scene) => ({
      ...scene,
      draft: 'Лиса & заяц <бегут> '.repeat(150),
    }));
    const warnings = scenes.map(({ scene }) => ({
      code: 'scene-not-rewritten' as const,
      scene,
      detail: 'x',
    }));
    const screen = list(boardOf(story().planned({ storyboard: { scenes }, warnings }), locale));
    expect(visibleLength(screen.html)).toBeLessThanOrEqual(messageMaxCharacters);
    expect(screen.html).toContain('<b>20.</b>');
    expect(labels(screen)).toHaveLength(23);
  });
});

describe('one scene', () => {
  const board = boardOf(story().planned());
  const second = beatsOf(board.plan.storyboard)[1]!;

  it('is shown in full, with what each change does to the price', () => {
    const screen = sceneScreen(board, second);
    expect(screen.html).toContain('<b>Scene 2 of 4</b>\n4 s · $0.60 · flows on from the scene before');
    expect(labels(screen)).toEqual([
      '✏️ New text',
      '⏱ Length',
      '⬆️ Earlier',
      '⬇️ Later',
      '✂️ Begin after a cut',
      '➕ Scene after it +$0.60',
      '➖ Drop −$0.60',
      '◀️ Back',
    ]);
  });

  it('offers at the ends only what is possible there', () => {
    const only = boardOf(story().planned({ storyboard: { scenes: plannedScenes(1) } }));
    expect(labels(sceneScreen(only, beatsOf(only.plan.storyboard)[0]!))).toEqual([
      '✏️ New text',
      '⏱ Length',
      '➕ Scene after it +$0.60',
      '◀️ Back',
    ]);
  });

  it('has the lengths of its model, also those of several shots', () => {
    expect(labels(lengthsScreen(board, second))).toEqual([
      '4 s ✓',
      '6 s +$0.30',
      '8 s +$0.60',
      '10 s +$0.90',
      '12 s +$1.20',
      '14 s +$1.50',
      '16 s +$1.80',
      '◀️ Back',
    ]);
  });

  it('is shown apart from what the model is told where that differs', () => {
    const scenes = plannedScenes(2).map((scene) => ({ ...scene, prompt: 'A <red> fox, golden light' }));
    const translated = boardOf(story().planned({ storyboard: { scenes } }), 'ru');
    const { html } = sceneScreen(translated, beatsOf(translated.plan.storyboard)[0]!);
    expect(html).toContain('Задание для видеомодели</b>\n<i>A &lt;red&gt; fox, golden light</i>');
  });

  it.each(locales)('fits into a message and its buttons in every view: %s', (locale) => {
    const scenes = plannedScenes(20, 4).map((scene) => ({
      ...scene,
      draft: 'Лиса & заяц '.repeat(250),
      prompt: 'The fox & the hare '.repeat(157),
    }));
    const long = boardOf(story().planned({ revision: 999, storyboard: { scenes } }), locale);
    for (const beat of beatsOf(long.plan.storyboard)) {
      const views = [sceneScreen, lengthsScreen, dropScreen, wordsScreen].map((view) => view(long, beat));
      for (const screen of [...views, newSceneScreen(long, beat.beat, 'scene')]) {
        expect(visibleLength(screen.html)).toBeLessThanOrEqual(messageMaxCharacters);
        expect(Math.max(...data(screen).map((each) => Buffer.byteLength(each)))).toBeLessThanOrEqual(56);
      }
    }
  });
});
