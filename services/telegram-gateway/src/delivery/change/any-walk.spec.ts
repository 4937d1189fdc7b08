import { describe, expect, it } from '@jest/globals';
import { ChangeRequested, type PlannedScene } from '@kinoline/contracts';
import fc from 'fast-check';
import { CutTalk } from '../../../test/cut-talk.js';
import { jobRequested, newJobId, plannedScene, scenesPlanned } from '../../../test/films.js';
import { anyCatalogue } from '../../../test/model-cards.js';
import { deliveredJob } from '../../../test/shown-films.js';
import { messageMaxCharacters, visibleLength } from '../../telegram/visible-length.js';

const text = fc.string({
  unit: fc.constantFrom('<b>', '&', '"', '🦊', 'я', ' ', 'x'),
  minLength: 1,
  maxLength: 3_200,
});
const draft = text.map((words) => `A ${words}`.slice(0, 2_900));
const storyboard = fc
  .array(fc.record({ draft, shots: fc.integer({ min: 1, max: 3 }), continues: fc.boolean() }), {
    minLength: 1,
    maxLength: 33,
  })
  .map((beats) => {
    const shots = beats.flatMap(({ draft: words, shots: count, continues }, at) =>
      Array.from({ length: count }, (_, part): Partial<PlannedScene> => ({
        beat: at + 1,
        draft: words,
        seam: part > 0 || continues ? 'continuous' : 'cut',
      })),
    );
    return shots.map((shot, at): PlannedScene =>
      plannedScene(at + 1, { ...shot, scene: at + 1, ...(at === 0 && { seam: 'cut' }) }),
    );
  });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.nat().map((number) => ({ tap: number })) },
  { weight: 1, arbitrary: text.map((words) => ({ text: words })) },
);

describe('the dialog under a film', () => {
  it('shows what Telegram takes and orders what the line takes, whatever is tapped and written', async () => {
    await fc.assert(
      fc.asyncProperty(
        storyboard,
        anyCatalogue,
        fc.constantFrom('shoot' as const, 'more' as const),
        fc.constantFrom('en' as const, 'ru' as const),
        fc.array(step, { maxLength: 25 }),
        async (scenes, catalogue, door, locale, steps) => {
          const jobId = newJobId();
          const request = jobRequested(jobId, 'telegram');
          const [model = ''] = catalogue.keys();
          const plan = scenesPlanned(jobId, { scenes, settings: { ...request.settings, model } });
          const talk = new CutTalk(deliveredJob({ plan }, request), locale, '42', catalogue);
          await talk.film(door);
          for (const each of steps) {
            if ('text' in each) {
              if (talk.conversation.awaiting !== undefined) await talk.write(each.text);
            } else {
              const labels = talk.labels();
              if (labels.length === 0) await talk.film(door);
              else await talk.press(labels[each.tap % labels.length]!);
            }
            expect(visibleLength(talk.panel?.html ?? '')).toBeLessThanOrEqual(messageMaxCharacters);
            expect(talk.labels().length).toBeLessThanOrEqual(100);
            for (const { data, priceUsd } of talk.effects('change')) {
              expect(() => ChangeRequested.data.parse(data)).not.toThrow();
              expect(data.budgetUsd).toBeGreaterThanOrEqual(priceUsd);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
