import { all, type Fact } from './fact.js';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The time covered by at least one of the spans, in milliseconds: side by side counts once. */
export function coveredMs(spans: readonly Span[]): number {
  let [covered, reached] = [0, Number.NEGATIVE_INFINITY];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    covered += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return covered;
}

/**
 * How long the job waited for the provider, in seconds: for each take the time the provider tells, laid into the
 * span between asking for the take and having its file. Takes that failed at the provider tell no time of their own:
 * theirs is the whole span.
 */
export function providerSecondsOf(facts: readonly Fact[]): number {
  const asked = new Map(
    all(facts, 'SceneRequested').map(({ at, data }) => [`${data.scene}/${data.take}`, at.getTime()]),
  );
  const rendered = all(facts, 'ClipGenerated').map(({ at, data }): Span => {
    const to = at.getTime();
    const from = asked.get(`${data.scene}/${data.take}`) ?? to;
    return { from, to: Math.min(to, from + data.providerSeconds * 1000) };
  });
  const generated = new Set(all(facts, 'ClipGenerated').map(({ data }) => `${data.scene}/${data.take}`));
  const failed = all(facts, 'SceneFailed')
    .filter(({ data }) => !generated.has(`${data.scene}/${data.take}`))
    .map(({ at, data }): Span => {
      const to = at.getTime();
      return { from: asked.get(`${data.scene}/${data.take}`) ?? to, to };
    });
  return coveredMs([...rendered, ...failed]) / 1000;
}
