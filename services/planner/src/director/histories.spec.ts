import type { Change } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  failed,
  filmFailedData,
  jobId,
  mediaRef,
  planOf,
  rendered,
  requested,
  stitchedData,
} from '../../test/facts.js';
import { projectCatalogue } from '../../test/fakes.js';
import {
  checkAnswers,
  checkEnd,
  checkFilms,
  checkHolds,
  checkJoins,
  checkMoney,
  checkPlan,
  checkTakes,
} from '../../test/history-checks.js';
import type { History } from '../../test/history.js';
import { checkScopes } from '../../test/scope-checks.js';
import { SimulatedLine } from '../../test/simulated-line.js';
import type { Wish } from '../../test/wish.js';
import { decide, type DirectorFact, evolve, type JobState, jobStateSchema } from './index.js';

const failureCode = fc.constantFrom(
  'moderated',
  'provider-refused',
  'provider-unauthorised',
  'provider-failed',
  'provider-timeout',
  'ambiguous',
  'over-budget',
  'clip-damaged',
  'output-lost',
);

const takeOutcome = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('rendered' as const), finishes: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('failed' as const),
      code: failureCode,
      retakeMayHelp: fc.boolean(),
      costUsd: fc.constantFrom(0, 0, 0.6),
    }),
  },
);

const seam = fc.constantFrom('continuous' as const, 'cut' as const);

const picks = fc.array(fc.nat(), { minLength: 1, maxLength: 3 });

const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({ kind: fc.constant('retake' as const), picks, prompt: fc.boolean(), model: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('leave-out' as const, 'keep' as const), picks }),
  fc.constant({ kind: 'finish' as const }),
  fc.constant({ kind: 'resume' as const }),
  fc.record({ kind: fc.constant('extend' as const), scenes: fc.integer({ min: 1, max: 2 }) }),
);

const history: fc.Arbitrary<History> = fc.record({
  seams: fc.array(seam, { maxLength: 5 }).map((rest) => ['cut' as const, ...rest]),
  takesPerScene: fc.integer({ min: 1, max: 3 }),
  whenStuck: fc.constantFrom('ask' as const, 'go-on' as const),
  budgetUsd: fc.option(fc.double({ min: 1, max: 9, noNaN: true }), { nil: undefined, freq: 2 }),
  startFrame: fc.boolean(),
  planningFails: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2),
  edits: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
  cancelsAfter: fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 3 }),
  wishes: fc.array(wish, { maxLength: 6 }),
  takes: fc.array(takeOutcome, { maxLength: 25 }),
  filmsFail: fc.array(fc.boolean(), { maxLength: 4 }),
  luck: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant('works' as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('dies-before' as const, 'dies-after' as const, 'duplicate' as const),
      },
    ),
    { maxLength: 80 },
  ),
});

const catalogue = await projectCatalogue();

describe('generated histories', () => {
  it('come to rest, whatever the order, the crashes, the races and the changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), history, async (scheduler, generated) => {
        const line = new SimulatedLine(scheduler, generated, catalogue);
        await line.run();

        expect(line.violations).toEqual([]);
        const state = jobStateSchema.parse(JSON.parse(JSON.stringify(line.jobs.state)));
        expect(state.rest).toBeDefined();
        checkAnswers(line, generated);
        checkPlan(line);
        checkTakes(line, generated);
        checkMoney(line);
        checkJoins(line);
        checkFilms(line, state);
        checkEnd(line, state);
        checkHolds(line, generated);
        checkScopes(line, state, generated);
      }),
      { numRuns: 600 },
    );
  }, 300_000);
});

const small = fc.integer({ min: 1, max: 4 });
const change: fc.Arbitrary<Change> = fc.oneof(
  small.map((scene): Change => ({ kind: 'retake', scenes: [{ scene }] })),
  small.map((scene): Change => ({ kind: 'leave-out', scenes: [scene] })),
  small.map((scene): Change => ({ kind: 'keep', scenes: [scene] })),
  fc.constantFrom<Change>(
    { kind: 'finish' },
    { kind: 'resume' },
    { kind: 'extend', prompt: 'on', scenes: 1 },
  ),
);
const fact: fc.Arbitrary<DirectorFact> = fc.oneof(
  fc
    .tuple(fc.boolean(), fc.constantFrom('ask' as const, 'go-on' as const))
    .map(([approval, whenStuck]) => requested({ approval, whenStuck })),
  fc
    .array(seam, { maxLength: 3 })
    .map((rest): DirectorFact => ({ name: 'StoryboardReady', data: planOf(['cut', ...rest]) })),
  small.map((revision): DirectorFact => ({ name: 'StoryboardApproved', data: { jobId, revision } })),
  small.map((of): DirectorFact => ({
    name: 'StoryboardRevised',
    data: { of, plan: planOf(['cut']), budgets: {} },
  })),
  fc.tuple(small, small, fc.double({ min: 0, max: 9, noNaN: true })).map((args) => rendered(...args)),
  fc
    .tuple(small, small, failureCode, fc.boolean())
    .map(([scene, take, code, retakeMayHelp]) => failed(scene, take, code, { retakeMayHelp })),
  fc.tuple(small, change, small).map(([of, wanted, scenes]): DirectorFact => ({
    name: 'JobChanged',
    data: {
      of,
      change: wanted,
      plan: planOf(['cut', ...Array.from({ length: scenes }, () => 'continuous' as const)]),
      budgets: { budgetUsd: 9 },
      requested: [{ scene: 1, take: 1 }],
    },
  })),
  small.map((of): DirectorFact => ({ name: 'ChangeRefused', data: { of, detail: 'too dear' } })),
  small.map((of): DirectorFact => ({ name: 'PlanningResumed', data: { of, budgets: {} } })),
  small.map((cut): DirectorFact => ({ name: 'PlanningFailed', data: { jobId, cut, detail: 'crashed' } })),
  small.map((cut): DirectorFact => ({ name: 'FilmStitched', data: stitchedData(cut) })),
  small.map((cut): DirectorFact => ({ name: 'FilmFailed', data: filmFailedData(cut) })),
  small.map((cut): DirectorFact => ({ name: 'JobCancelled', data: { jobId, cut, by: 'operator' } })),
  small.map((cut): DirectorFact => ({
    name: 'JobDelivered',
    data: { jobId, cut, film: mediaRef('film', 'video/mp4'), by: 'link' },
  })),
  fc.constant<DirectorFact>({ name: 'JobRefused', data: { code: 'over-budget', detail: 'too dear' } }),
);

describe('any facts in any order', () => {
  it('are heard without harm: a repeat changes nothing, cuts only grow, the state can be stored', () => {
    fc.assert(
      fc.property(fc.array(fact, { minLength: 1, maxLength: 40 }), (facts) => {
        let state: JobState | undefined;
        for (const each of facts) {
          const next = evolve(state, each);
          if (next === undefined) continue;
          expect(evolve(next, each)).toBe(next);
          if (state?.rest?.kind === 'rejected') expect(next.rest).toEqual(state.rest);
          expect(next.cut).toBeGreaterThanOrEqual(state?.cut ?? 1);
          expect(decide(next)).toEqual(decide(jobStateSchema.parse(JSON.parse(JSON.stringify(next)))));
          state = next;
        }
      }),
      { numRuns: 500 },
    );
  }, 300_000);
});
