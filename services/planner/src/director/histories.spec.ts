import { type DataOf, FilmRequested, SceneRequested, ScenesPlanned } from '@kinoline/contracts';
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
import { type History, SimulatedLine } from '../../test/simulated-line.js';
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
  { weight: 3, arbitrary: fc.constant({ kind: 'rendered' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('failed' as const),
      code: failureCode,
      retakeMayHelp: fc.boolean(),
    }),
  },
);

const seam = fc.constantFrom('continuous' as const, 'cut' as const);

const history: fc.Arbitrary<History> = fc.record({
  seams: fc.array(seam, { maxLength: 5 }).map((rest) => ['cut' as const, ...rest]),
  takesPerScene: fc.integer({ min: 1, max: 3 }),
  startFrame: fc.boolean(),
  edits: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
  cancelAfter: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined, freq: 3 }),
  takes: fc.array(takeOutcome, { maxLength: 15 }),
  filmFails: fc.boolean(),
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

const dataOfAll = <Data>(line: SimulatedLine, name: string): Data[] =>
  [...line.stream.values()].filter(({ message }) => message.name === name).map(({ data }) => data as Data);

describe('generated histories', () => {
  it('end once, whatever the order, the crashes and the races', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), history, async (scheduler, generated) => {
        const line = new SimulatedLine(scheduler, generated);
        await line.run();

        expect(line.violations).toEqual([]);
        const state = jobStateSchema.parse(JSON.parse(JSON.stringify(line.stored?.state)));
        expect(state.end).toBeDefined();
        if (generated.cancelAfter === undefined) expect(state.end?.kind).not.toBe('cancelled');
        checkPlan(line);
        checkTakes(line, generated);
        checkJoins(line);
        checkFilm(line, state);
      }),
      { numRuns: 400 },
    );
  });
});

/** The plan was told before anything was requested, and every scene follows the last revision of it. */
function checkPlan(line: SimulatedLine): void {
  const plans = dataOfAll<DataOf<typeof ScenesPlanned>>(line, ScenesPlanned.name);
  for (const { revision, planned } of dataOfAll<DataOf<typeof SceneRequested>>(line, SceneRequested.name)) {
    const plan = plans.at(-1);
    expect(revision).toBe(plan?.revision);
    expect(planned.prompt).toBe(plan?.storyboard.scenes[planned.scene - 1]?.prompt);
  }
}

/** No scene has more takes than allowed, numbered from 1 without gaps, each after a failure that a retake may mend. */
function checkTakes(line: SimulatedLine, { takesPerScene }: History): void {
  const requests = dataOfAll<DataOf<typeof SceneRequested>>(line, SceneRequested.name);
  const takes = Map.groupBy(requests, ({ scene }) => scene);
  for (const ofScene of takes.values()) {
    expect(ofScene.map(({ take }) => take)).toEqual(ofScene.map((_, at) => at + 1));
    expect(ofScene.length).toBeLessThanOrEqual(takesPerScene);
  }
  for (const take of line.stored?.state.takes ?? []) {
    const repeated = takes.get(take.scene)?.some((other) => other.take > take.take);
    if (repeated) expect(take).toMatchObject({ outcome: 'failed', retakeMayHelp: true });
    if (repeated) expect(take).not.toMatchObject({ code: 'ambiguous' });
  }
}

/** A continuous scene starts on the last frame of the last one rendered before it. */
function checkJoins(line: SimulatedLine): void {
  for (const { scene, planned, startFrame, previousLastFrame } of dataOfAll<DataOf<typeof SceneRequested>>(
    line,
    SceneRequested.name,
  )) {
    const before = line.stored?.state.takes.findLast(
      (take) => take.outcome === 'rendered' && take.scene < scene,
    );
    const lastFrame = before?.outcome === 'rendered' ? before.lastFrame : undefined;
    expect(previousLastFrame).toEqual(lastFrame);
    if (planned.seam === 'continuous') expect(startFrame).toEqual(lastFrame);
    else if (scene > 1) expect(startFrame === undefined || lastFrame === undefined).toBe(true);
  }
}

/** The film holds every rendered scene in order: nothing that was paid for is left out. */
function checkFilm(line: SimulatedLine, state: JobState): void {
  const [film] = dataOfAll<DataOf<typeof FilmRequested>>(line, FilmRequested.name);
  const scenes = state.takes.filter(({ outcome }) => outcome === 'rendered').map(({ scene }) => scene);
  if (film) expect(film.clips.map(({ scene }) => scene)).toEqual(scenes);
  if (state.end?.kind === 'delivered') expect(film).toBeDefined();
  if (state.end?.kind === 'failed' && state.end.code !== 'film-failed') expect(scenes).toEqual([]);
}

const small = fc.integer({ min: 1, max: 4 });
const fact: fc.Arbitrary<DirectorFact> = fc.oneof(
  fc.boolean().map((approval) => requested({ approval })),
  fc
    .array(seam, { maxLength: 3 })
    .map((rest): DirectorFact => ({ name: 'StoryboardReady', data: planOf(['cut', ...rest]) })),
  small.map((revision): DirectorFact => ({ name: 'StoryboardApproved', data: { jobId, revision } })),
  small.map((of): DirectorFact => ({ name: 'StoryboardRevised', data: { of, plan: planOf(['cut']) } })),
  fc.tuple(small, small, fc.double({ min: 0, max: 9, noNaN: true })).map((args) => rendered(...args)),
  fc
    .tuple(small, small, failureCode, fc.boolean())
    .map(([scene, take, code, retakeMayHelp]) => failed(scene, take, code, { retakeMayHelp })),
  fc.constantFrom<DirectorFact>(
    { name: 'JobRefused', data: { code: 'over-budget', detail: 'too dear' } },
    { name: 'PlanningFailed', data: { jobId, detail: 'crashed' } },
    { name: 'FilmStitched', data: stitchedData() },
    { name: 'FilmFailed', data: filmFailedData() },
    { name: 'JobDelivered', data: { jobId, cut: 1, film: mediaRef('film', 'video/mp4'), by: 'link' } },
    { name: 'JobCancelled', data: { jobId, by: 'operator' } },
  ),
);

describe('any facts in any order', () => {
  it('are heard without harm: a repeat changes nothing, an end is final, the state can be stored', () => {
    fc.assert(
      fc.property(fc.array(fact, { minLength: 1, maxLength: 40 }), (facts) => {
        let state: JobState | undefined;
        for (const each of facts) {
          const next = evolve(state, each);
          if (next === undefined) continue;
          expect(evolve(next, each)).toBe(next);
          if (state?.end) expect(next.end).toEqual(state.end);
          expect(decide(next)).toEqual(decide(jobStateSchema.parse(JSON.parse(JSON.stringify(next)))));
          state = next;
        }
      }),
      { numRuns: 500 },
    );
  });
});
