import { all, type Fact, type FactOf, type JobEnd, isEnd, last } from './fact.js';

/** What was said of one cut of a job, in the order said. */
export interface CutHistory {
  readonly cut: number;
  readonly facts: readonly Fact[];
}

/** The cut that is being made, or was made last: 1 before there is a plan. */
export function cutNow(facts: readonly Fact[]): number {
  return last(facts, 'ScenesPlanned')?.data.cut ?? 1;
}

const isOf = (fact: JobEnd, cut: number): boolean => fact.name === 'JobRejected' || fact.data.cut === cut;

/**
 * The fact that ended the job, if one did and it has not gone on in a new cut since. A job that was called off after
 * its end stays as it ended.
 */
export function endOf(facts: readonly Fact[]): JobEnd | undefined {
  const cut = cutNow(facts);
  return facts.find((fact): fact is JobEnd => isEnd(fact) && isOf(fact, cut));
}

/** The fact by which the job waits for the person, if it does. */
export function holdOf(facts: readonly Fact[]): FactOf<'JobHeld'> | undefined {
  const held = all(facts, 'JobHeld').find(({ data }) => data.cut === cutNow(facts));
  return endOf(facts) === undefined ? held : undefined;
}

/** Splits a history where the job went on: a new cut begins with the change that was asked for. */
export function cutsOf(facts: readonly Fact[]): CutHistory[] {
  const starts = startsOf(facts);
  return starts.map(({ cut, at }, index) => ({ cut, facts: facts.slice(at, starts[index + 1]?.at) }));
}

function startsOf(facts: readonly Fact[]): { readonly cut: number; readonly at: number }[] {
  const starts = [{ cut: 1, at: 0 }];
  facts.forEach((fact, at) => {
    if (fact.name !== 'ScenesPlanned' || fact.data.cut <= (starts.at(-1)?.cut ?? 1)) return;
    starts.push({ cut: fact.data.cut, at: changeBefore(facts, fact, at) });
  });
  return starts;
}

/** Where the change stands that a plan answers; the plan itself when it cannot be found. */
function changeBefore(facts: readonly Fact[], { data }: FactOf<'ScenesPlanned'>, at: number): number {
  const asked = facts.findIndex(
    (fact) => fact.name === 'ChangeRequested' && fact.data.revision === data.revision - 1,
  );
  return asked < 0 || asked > at ? at : asked;
}

/**
 * How long the job was at work, in seconds: in each cut from its beginning to its end, its hold or what was said last.
 * What a person thought about a film before wanting it changed does not count.
 */
export function workSeconds(facts: readonly Fact[]): number {
  return cutsOf(facts).reduce((sum, { facts: said }) => {
    const rests = endOf(said) ?? holdOf(said) ?? said.at(-1);
    return sum + secondsBetween(said[0], rests);
  }, 0);
}

function secondsBetween(from: Fact | undefined, to: Fact | undefined): number {
  return from === undefined || to === undefined ? 0 : (to.at.getTime() - from.at.getTime()) / 1000;
}
