import { describe, expect, it } from '@jest/globals';
import { type SceneFailureCode, sceneFailureCodeSchema } from '@kinoline/contracts';
import { after, JobStory, plannedScenes, request } from '../../../test/job-facts.js';
import { realCatalogue } from '../../../test/model-cards.js';
import { loadDictionary } from '../../adapters/fluent-dictionary.js';
import { messageMaxCharacters, visibleLength } from '../../telegram/visible-length.js';
import type { Screen } from '../../telegram/screen.js';
import { locales } from '../../words/words.js';
import type { Menu } from '../../conversation/effect.js';
import type { ShownJob } from '../shown-job.js';
import type { ScreenSources } from './sources.js';
import { menuKey, statusScreen } from './status-screen.js';

const dictionary = loadDictionary();

function sources(locale: 'en' | 'ru', minutes = 8): ScreenSources {
  return {
    words: dictionary[locale],
    catalogue: realCatalogue,
    paces: new Map(),
    messageDays: 7,
    now: new Date(after(minutes * 60)),
    name: 'Ada',
  };
}

const opened = (job: ShownJob, name: Menu): ShownJob => ({ ...job, menu: { name, of: menuKey(job) } });
const labels = ({ rows }: Screen): string[] => rows.flat().map(({ label }) => label);
const lines = ({ html }: Screen): string[] => html.split('\n');

/** Every kind of status message there is. */
function everyJob(story: () => JobStory): ShownJob[] {
  const held = (code: SceneFailureCode): ShownJob =>
    story().planned().rendered(1).lost(2, 1, { code, costUsd: 0.6 }).held(2, 1, code).job;
  const stopped = story().planned().rendered(1).cancelled();
  return [
    story().job,
    story().planned().job,
    opened(story().planned().rendered(1).job, 'cancel'),
    story().planned().rendered(1).lost(2, 1, { costUsd: 0.6 }).job,
    ...sceneFailureCodeSchema.options.map(held),
    opened(held('moderated'), 'models'),
    opened(held('moderated'), 'cancel'),
    story().planned().lost(1).failed('no-scene-rendered').job,
    story().planned().rendered(1).failed('over-budget').job,
    story().planned().failed('provider-unauthorised').job,
    story().planned().rendered(1).failed('film-failed').job,
    story().failed('planning-failed').job,
    stopped.job,
    stopped.asks({ kind: 'resume' }).job,
    stopped.refused().job,
    story().cancelled('operator').job,
    story().planned().stitched().job,
    story().planned().lost(1, 1, { costUsd: 0.6 }).stitched().delivered().job,
    story().planned().stitched().delivered().asks({ kind: 'resume' }).refused().job,
    ...(['unknown-model', 'mode-not-available', 'over-budget', 'bad-request'] as const).map((code) => {
      const each = story();
      const data = { jobId: each.jobId, code, detail: 'in English' };
      return each.tell({ name: 'JobRejected', data, at: after(1) }).job;
    }),
  ];
}

describe('a status message', () => {
  const long = (): JobStory => {
    const settings = { ...request().settings, scenes: 20 };
    const prompt = 'A fox & <a hare> '.repeat(230);
    const story = new JobStory(request({ prompt, settings }), 2);
    const planned = story.planned.bind(story);
    const scenes = plannedScenes(20, 2).map((scene) => ({ ...scene, draft: scene.draft.repeat(12) }));
    const warnings = Array.from({ length: 20 }, (_, at) => ({
      code: 'scene-not-rewritten' as const,
      scene: at * 2 + 1,
      detail: 'no answer',
    }));
    story.planned = (plan) => planned({ storyboard: { scenes }, warnings, ...plan });
    return story;
  };

  for (const locale of locales) {
    it(`fits into a message in every state, with 20 scenes of two shots (${locale})`, () => {
      const chats = [long, () => new JobStory(), () => inGroup()];
      for (const job of chats.flatMap(everyJob)) {
        const screen = statusScreen(job, sources(locale));
        expect(visibleLength(screen.html)).toBeLessThanOrEqual(messageMaxCharacters);
        expect(screen.html).not.toMatch(/undefined|NaN|\{|\}/);
        expect(labels(screen).every((label) => label.length <= 64)).toBe(true);
      }
    });
  }

  it('shows stage, scenes, time and money', () => {
    const { job } = new JobStory().planned().rendered(1).lost(2, 1, { costUsd: 0.6 });
    const screen = statusScreen(job, sources('en', 3));
    expect(lines(screen).map((line) => line.replaceAll(/<[^>]*>/g, ''))).toEqual([
      '🎬 A fox crosses a frozen lake at dawn &amp; finds &lt;something&gt;…',
      '📹 Veo 3.1 Fast · 4 scenes · 0:16',
      '',
      '🎥 Shooting scene 2 of 4',
      expect.stringMatching(/^[▰▱]{12} \d\d%$/),
      '',
      '✅ 1. Scene 1: the fox goes on &amp; on over the ice, which cracks &lt;under&gt; its…',
      expect.stringMatching(/^🎥 2\. .* \(take 2\)$/),
      expect.stringMatching(/^⏳ 3\. /),
      expect.stringMatching(/^⏳ 4\. /),
      '',
      '⏱ 3:00 so far, about 3 minutes to go',
      '💵 $1.20 spent of $2.40',
      '💸 $0.60 of that went into tries that gave no clip.',
    ]);
    expect(labels(screen)).toEqual(['✖️ Stop the film']);
  });

  it('tells the length that the model gives, from the first moment on', () => {
    const settings = { ...request().settings, model: 'kling_2_5_turbo', secondsPerScene: 8, scenes: 2 };
    const screen = statusScreen(new JobStory(request({ settings })).job, sources('en', 0));
    expect(lines(screen)[1]).toBe('📹 Kling 2.5 Turbo Pro · 2 scenes · 0:20');
  });

  it('promises no time when it takes much longer than it should', () => {
    const { job } = new JobStory().planned();
    expect(statusScreen(job, sources('en', 20)).html).toContain('taking longer than usual');
  });

  it('asks before it stops, while the work goes on', () => {
    const story = new JobStory().planned().rendered(1).rendered(2);
    const screen = statusScreen(opened(story.job, 'cancel'), sources('en'));
    expect(screen.html).toContain('Shooting scene 3 of 4');
    expect(screen.html).toContain('2 scenes are made and paid ($1.20)');
    expect(labels(screen)).toEqual(['✖️ Yes, stop', '▶️ No, go on']);
    const later = { ...opened(story.job, 'cancel') };
    const gone = { ...story.rendered(3).held(4, 1).job, menu: later.menu };
    expect(labels(statusScreen(gone, sources('en')))).toContain('🔁 Try again · $0.60');
  });

  it('offers every way on with a scene that the model refused, each with its price', () => {
    const { job } = new JobStory().planned().rendered(1).lost(2).held(2, 1);
    const screen = statusScreen(job, sources('en'));
    expect(screen.html).toContain('Scene 2 could not be made');
    expect(screen.html).toContain('its filter sees something forbidden');
    expect(screen.html).toContain('Scene 1 is ready and stays as it is.');
    expect(screen.html).toContain('nothing was charged for what failed');
    expect(screen.html).toContain('Then scenes 3, 4 follow as planned, for $1.20.');
    expect(labels(screen)).toEqual([
      '✏️ New text · $0.60',
      '🔁 Try again · $0.60',
      '📹 Another model',
      '➖ Do without it',
      '🎞 Make the film of what there is',
      '✖️ Stop the film',
    ]);
    expect(labels(statusScreen(opened(job, 'models'), sources('en')))).toEqual([
      'Kling 2.5 Turbo Pro · $0.35',
      'Veo 3.1 · $1.60',
      '◀️ Back',
    ]);
  });

  it('offers only what makes sense', () => {
    const alone = request({ settings: { ...request().settings, scenes: 1 } });
    const single = new JobStory(alone).planned().lost(1).held(1, 1).job;
    expect(labels(statusScreen(single, sources('en')))).not.toContain('➖ Do without it');
    expect(labels(statusScreen(single, sources('en')))).not.toContain('🎞 Make the film of what there is');
    const locked = new JobStory().planned().rendered(1).held(2, 1, 'provider-unauthorised').job;
    expect(labels(statusScreen(locked, sources('en')))).toEqual([
      '🔁 Try again · $0.60',
      '➖ Do without it',
      '🎞 Make the film of what there is',
      '✖️ Stop the film',
    ]);
  });

  it('keeps the earlier take of a scene that was to be made again', () => {
    const story = new JobStory().planned();
    for (const scene of [1, 2, 3, 4]) story.rendered(scene);
    story
      .stitched()
      .delivered()
      .asks({ kind: 'retake', scenes: [{ scene: 3 }] })
      .changed();
    const screen = statusScreen(story.lost(3, 2).held(3, 2).job, sources('en'));
    expect(screen.html).toContain('The earlier take of this scene is still there.');
    expect(labels(screen).slice(-2)).toEqual(['↩️ Keep the earlier take', '✖️ Stop the film']);
    expect(labels(screen)).not.toContain('➖ Do without it');
  });

  it('tells apart keeping the earlier take of one scene and giving up the others as well', () => {
    const story = new JobStory().planned();
    for (const scene of [1, 2, 3, 4]) story.rendered(scene);
    story.stitched().delivered();
    story.asks({ kind: 'retake', scenes: [{ scene: 2 }, { scene: 3 }, { scene: 4 }] }).changed();
    const screen = statusScreen(story.lost(2, 2).held(2, 2).job, sources('en'));
    expect(screen.html).toContain('Then scenes 3, 4 follow as planned, for $1.20.');
    expect(labels(screen).slice(-3)).toEqual([
      '↩️ Keep the earlier take, go on · $1.20',
      '🎞 Make the film of what there is',
      '✖️ Stop the film',
    ]);
  });

  it('says why a film failed, what was charged, and how it goes on', () => {
    const story = new JobStory().planned().rendered(1).rendered(2).failed('over-budget');
    const screen = statusScreen(story.job, sources('en'));
    expect(screen.html).toContain('The film ran into a spending limit.');
    expect(screen.html).toContain('$1.20 was charged for what was made, nothing for what failed.');
    expect(screen.html).toContain('Scenes 1, 2 are ready and are kept: they are not paid again.');
    expect(labels(screen)).toEqual([
      '🔁 Go on · $1.20',
      '🎞 Make the film of what there is',
      '♻️ Same text again',
    ]);
    const joined = new JobStory().planned();
    for (const scene of [1, 2, 3, 4]) joined.rendered(scene);
    expect(labels(statusScreen(joined.failed('film-failed').job, sources('en')))).toEqual([
      '🔁 Try again, free of charge',
      '♻️ Same text again',
    ]);
  });

  it('does not say that nothing was charged while a stopped scene may still be', () => {
    const story = new JobStory().planned();
    const stopped = statusScreen(story.cancelled().job, sources('en'));
    expect(stopped.html).toContain('Nothing has been charged so far.');
    expect(stopped.html).toContain('just being shot may still be charged: $0.60.');
    const free = statusScreen(story.lost(1, 1, { code: 'cancelled' }).job, sources('en'));
    expect(free.html).toContain('Nothing was charged.');
    expect(free.html).not.toContain('may still be charged');
    const paid = new JobStory().planned().rendered(1).cancelled();
    expect(statusScreen(paid.job, sources('en')).html).toMatch(
      /\$0\.60 was charged until then\.\n⏳ .*\$0\.60\./,
    );
    const later = statusScreen(paid.lost(2, 1, { code: 'cancelled', costUsd: 0.6 }).job, sources('en'));
    expect(later.html).toContain('$1.20 was charged until then.');
  });

  it('has no buttons while a wish is passed on, and says when it was refused', () => {
    const story = new JobStory().planned().rendered(1).held(2, 1);
    const waiting = statusScreen(story.asks({ kind: 'resume' }).job, sources('en'));
    expect(waiting).toMatchObject({ html: expect.stringContaining('Passing it on'), rows: [] });
    const refused = statusScreen(story.refused().job, sources('en'));
    expect(refused.html).toContain('more than this film may');
    expect(labels(refused)).toContain('🔁 Try again · $0.60');
    expect(refused.rows.flat()[0]).toMatchObject({ data: expect.stringMatching(/:2:60$/) });
  });

  it('has its buttons although an edit of the storyboard came too late', () => {
    const held = new JobStory(request({ approval: true })).planned().approved().edited();
    held.rendered(1).lost(2, 1, { retakeMayHelp: false }).held(2, 1);
    const cancelled = new JobStory(request({ approval: true })).planned().edited().cancelled();
    for (const { job } of [held, cancelled]) expect(labels(statusScreen(job, sources('en')))).not.toEqual([]);
  });

  it('says of a job that the planner forgot that it is too old, and keeps to what is made', () => {
    const old = sources('en', 30 * 24 * 60);
    const seen = (): JobStory => new JobStory().planned().rendered(1).stitched().delivered();
    const waiting = [
      new JobStory(request({ approval: true })).planned(),
      new JobStory().planned().rendered(1),
      new JobStory().planned().rendered(1).held(2, 1),
      new JobStory().planned().rendered(1).failed('over-budget'),
      new JobStory().planned().cancelled().asks({ kind: 'resume' }),
    ];
    for (const { job } of waiting) {
      const screen = statusScreen(job, old);
      expect(screen.html).toContain('this film cannot go on');
      expect(screen.html).not.toContain('/history');
      expect(labels(screen)).toEqual(['♻️ Same text again']);
    }
    expect(statusScreen(seen().asks({ kind: 'resume' }).job, old).html).toContain('The film is ready');
    const more = seen().asks({ kind: 'resume' }).changed().rendered(2).held(3, 1);
    expect(statusScreen(more.job, old).html).toContain('The films you already have stay with you');
  });

  it('sums up a film that is there', () => {
    const story = new JobStory().planned().rendered(1).lost(2, 1, { costUsd: 0.6 });
    const screen = statusScreen(story.rendered(2, 2).stitched().delivered().job, sources('en', 99));
    expect(screen.rows).toEqual([]);
    expect(screen.html).toContain('0:12 long, shot in 5:00, $1.80 in all');
    expect(screen.html).toContain('$0.60 of that');
  });
});

function inGroup(): JobStory {
  const { requester } = request();
  return new JobStory(request({ requester: { ...requester, chatId: '-100' } }));
}
