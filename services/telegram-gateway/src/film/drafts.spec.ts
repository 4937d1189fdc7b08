import { type ModelCatalogue, promptMaxCharacters } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadDictionary } from '../adapters/fluent-dictionary.js';
import type { Standing } from '../people/quotas.js';
import { messageMaxCharacters, visibleLength } from '../telegram/visible-length.js';
import { readPressData } from '../telegram/press-data.js';
import type { Screen } from '../telegram/screen.js';
import type { Words } from '../words/words.js';
import { moveAmong } from '../../test/any-move.js';
import { anyCatalogue, realCatalogue, today } from '../../test/model-cards.js';
import { beginDraft, proposedSettings } from './begin-draft.js';
import { type Draft, draftSchema, filmSteps } from '../conversation/draft.js';
import type { Picture } from '../media/picture.js';
import { makeMove } from './make-move.js';
import { offeredCards } from '../catalogue/models.js';
import { type Move, readMove } from './move.js';
import { offerOf } from './offer.js';
import { asideScreen } from './screens/aside-screen.js';
import { stepScreens } from './screens/step-screens.js';
import { summaryScreen } from './screens/summary-screen.js';
import type { FilmView } from './screens/view.js';
import { stepBack } from './steps.js';
import { takeText } from './take-text.js';

const dictionary = loadDictionary();

type Happening =
  | { readonly kind: 'tap'; readonly move: Move }
  | { readonly kind: 'text'; readonly text: string; readonly after: number }
  | { readonly kind: 'picture'; readonly picture: Picture };

const side = fc.integer({ min: 256, max: 8000 });
const picture: fc.Arbitrary<Picture> = fc.record({
  media: fc.constant({
    key: 'uploads/a.jpg',
    bytes: 1000,
    sha256: 'a'.repeat(64),
    contentType: 'image/jpeg' as const,
  }),
  width: side,
  height: side,
});
const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('3', '8 s', '99', '4K', '9:16', 'a fox', '…', '<b>&', '\u{1f98a}'.repeat(2100)),
  fc.integer({ min: 3990, max: 4096 }).map((length) => 'fox & hen '.repeat(410).slice(0, length)),
);

const happenings = (catalogue: ModelCatalogue): fc.Arbitrary<Happening[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('tap' as const),
          move: moveAmong(fc.constantFrom(...catalogue.keys(), 'unknown_model')),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant('text' as const), text, after: fc.nat(20) }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('picture' as const), picture }) },
    ),
    { maxLength: 15 },
  );

const lives = fc
  .oneof(fc.constant(realCatalogue), anyCatalogue)
  .chain((catalogue) => fc.record({ catalogue: fc.constant(catalogue), all: happenings(catalogue) }));

/** Every draft on the way through these happenings. */
function draftsThrough(catalogue: ModelCatalogue, all: readonly Happening[]): Draft[] {
  const drafts = [beginDraft(proposedSettings({}, catalogue, today)!)];
  let at = 1_700_000_000;
  for (const each of all) {
    const draft = drafts.at(-1)!;
    at += each.kind === 'text' ? each.after : 1;
    drafts.push(after(draft, each, at, catalogue));
  }
  return drafts;
}

function after(draft: Draft, each: Happening, at: number, catalogue: ModelCatalogue): Draft {
  if (each.kind === 'tap') return makeMove(draft, each.move, catalogue, today);
  if (each.kind === 'picture') return { ...draft, picture: each.picture };
  return takeText(draft, { text: each.text, at }, catalogue, today).draft;
}

const standings: readonly Standing[] = [undefined, 5].map((limitUsd) => ({
  spentUsd: 1.2,
  reservedUsd: 0.3,
  limitUsd,
  jobsToday: 1,
  jobsADay: undefined,
  jobsRunning: 1,
  jobsAtOnce: undefined,
}));

function viewOf(draft: Draft, catalogue: ModelCatalogue, words: Words): FilmView {
  const offer = offerOf(catalogue, draft.settings, today)!;
  return { words, draft, offer, catalogue, cards: offeredCards(catalogue, today), now: today };
}

function screensOf(view: FilmView): Screen[] {
  const { aside, step } = view.draft;
  if (aside) return [asideScreen(view, aside)];
  if (step !== 'summary') return [stepScreens[step](view)];
  return standings.map((standing) => summaryScreen(view, { standing, approval: standing === standings[0] }));
}

describe('any sequence of taps, texts and pictures', () => {
  it('never reaches an impossible draft', () => {
    fc.assert(
      fc.property(lives, ({ catalogue, all }) => {
        for (const draft of draftsThrough(catalogue, all)) {
          expect(draftSchema.safeParse(draft).error).toBeUndefined();
          expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
          expect(catalogue.has(draft.settings.model)).toBe(true);
          const behindPrompt = filmSteps.indexOf(draft.step) > filmSteps.indexOf('prompt');
          if (behindPrompt || (draft.changing && draft.step !== 'prompt')) {
            expect(draft.prompt?.length).toBeLessThanOrEqual(promptMaxCharacters);
          }
          if (draft.step === 'summary') expect(draft.changing).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shows a screen that Telegram takes, whose buttons all lead somewhere, in both languages', () => {
    fc.assert(
      fc.property(lives, ({ catalogue, all }) => {
        for (const draft of draftsThrough(catalogue, all).slice(-3)) {
          for (const words of Object.values(dictionary)) {
            for (const { html, rows } of screensOf(viewOf(draft, catalogue, words))) {
              expect(visibleLength(html)).toBeLessThanOrEqual(messageMaxCharacters - 300);
              expect(rows.every((row) => row.length > 0 && row.length <= 8)).toBe(true);
              // Making the data throws when it is too long; what it says is one of the topic's buttons.
              const said = rows.flat().map((button) => readPressData('data' in button ? button.data : ''));
              const others = ['home', 'stop', 'accept'];
              expect(
                said.filter((data) => !data || (!others.includes(data.action) && !readMove(data))),
              ).toEqual([]);
              expect(said.map((data) => data?.action)).toContain('stop');
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('can be taken back step by step, from anywhere, to the beginning', () => {
    fc.assert(
      fc.property(lives, ({ catalogue, all }) => {
        const start = draftsThrough(catalogue, all).at(-1)!;
        const seen: string[] = [];
        let draft = start;
        for (let back = stepBack(draft); back !== 'home'; back = stepBack(draft)) {
          draft = makeMove(draft, { kind: 'go', step: back }, catalogue, today);
          seen.push(draft.step);
          expect(seen.length).toBeLessThan(10);
        }
        const toCard = start.changing && start.prompt !== undefined;
        const before = filmSteps.slice(0, toCard ? undefined : filmSteps.indexOf(start.step));
        expect(seen).toEqual(before.toReversed());
      }),
    );
  });

  it('takes a tap twice as once', () => {
    fc.assert(
      fc.property(lives, ({ catalogue, all }) => {
        const draft = draftsThrough(catalogue, all).at(-1)!;
        const { words, ...view } = viewOf(draft, catalogue, dictionary.en);
        const buttons = screensOf({ words, ...view }).flatMap(({ rows }) => rows.flat());
        for (const button of buttons) {
          const move = 'data' in button ? readMove(readPressData(button.data)!) : undefined;
          if (!move) continue;
          const once = makeMove(draft, move, catalogue, today);
          expect(makeMove(once, move, catalogue, today)).toEqual(once);
        }
      }),
    );
  });
});
