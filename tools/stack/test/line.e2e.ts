import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { KinolineMessage, ServiceName } from '@kinoline/contracts';
import { waitFor } from '@kinoline/testing';
import { endOf } from '../src/history/cuts.js';
import { all, type Fact, first } from '../src/history/fact.js';
import {
  askedTakes,
  makeFilmOn,
  paidTakes,
  type SandboxedLine,
  smallFilm,
  startSandboxedLine,
} from './sandboxed-line.js';

let own: SandboxedLine;
beforeAll(async () => {
  own = await startSandboxedLine({ TAKES_PER_SCENE: '2' });
}, 180_000);
afterEach(() => own.sandbox.reset());
afterAll(() => own.stop(), 60_000);

const scenesIn = (facts: readonly Fact[]): number[] =>
  first(facts, 'FilmStitched')?.data.scenes.map(({ scene }) => scene) ?? [];

describe('a service that is killed in the middle of a job', () => {
  it.each<[ServiceName, KinolineMessage['name']]>([
    ['planner', 'JobRequested'],
    ['generator', 'SceneRequested'],
    ['framer', 'ClipGenerated'],
    ['stitcher', 'FilmRequested'],
    ['telegram-gateway', 'FilmStitched'],
  ])(
    '%s, killed when %s was said, comes back; the film is made and every take paid once',
    async (service, message) => {
      const { line, sandbox } = own;
      const paidBefore = sandbox.ledger().length;
      const signal = (name: NodeJS.Signals): boolean =>
        process.kill(line.services.get(service)?.process?.pid ?? Number.NaN, name);
      // Killed in the very moment of ordering, it looks for its take for minutes: it must not have begun by then.
      if (service === 'generator') signal('SIGSTOP');
      let killed = 0;
      const facts = await makeFilmOn(line, smallFilm(`A fox meets a ${service}`), (fact) => {
        if (fact.name !== message || killed > 0) return;
        killed += 1;
        signal('SIGKILL');
      });
      expect([killed, endOf(facts)?.name]).toEqual([1, 'JobDelivered']);
      expect(scenesIn(facts)).toEqual([1, 2]);
      expect(own.notes).toContain(`${service} ended (SIGKILL); starting it again`);
      expect(askedTakes(facts)).toEqual(['1/1', '2/1']);
      expect(paidTakes(sandbox.ledger(), paidBefore)).toHaveLength(2);
    },
    150_000,
  );
});

describe('what else may die', () => {
  it('the generator, killed when the provider has accepted: the prediction is taken over, not made again', async () => {
    const { line, sandbox } = own;
    const paidBefore = sandbox.ledger().length;
    sandbox.behave({ match: { operation: 'prediction.create' }, action: { kind: 'slow', ms: 1_500 } });
    const killOnceAccepted = async (): Promise<void> => {
      await waitFor(() => paidTakes(sandbox.ledger(), paidBefore).length === 1, {
        what: 'the provider to accept the take',
        timeoutMs: 30_000,
      });
      process.kill(line.services.get('generator')?.process?.pid ?? Number.NaN, 'SIGKILL');
    };
    const killed = killOnceAccepted();
    const facts = await makeFilmOn(line, smallFilm('A fox is taken over', { scenes: 1 }));
    await killed;
    expect(scenesIn(facts)).toEqual([1]);
    expect(paidTakes(sandbox.ledger(), paidBefore)).toHaveLength(1);
  }, 150_000);

  it('nats-server, killed while a scene is rendered: it comes back with all that was said', async () => {
    const { line, sandbox } = own;
    const paidBefore = sandbox.ledger().length;
    let killed = 0;
    const facts = await makeFilmOn(line, smallFilm('A fox without a broker'), (fact) => {
      if (fact.name !== 'SceneRendered' || killed > 0) return;
      killed += 1;
      process.kill(line.nats.server?.process?.pid ?? Number.NaN, 'SIGKILL');
    });
    expect([killed, endOf(facts)?.name]).toEqual([1, 'JobDelivered']);
    expect(scenesIn(facts)).toEqual([1, 2]);
    expect(paidTakes(sandbox.ledger(), paidBefore)).toHaveLength(2);
  }, 150_000);
});

describe('a provider that fails', () => {
  it('one scene of three is refused by moderation for good: the film is made of the others, with a warning', async () => {
    own.sandbox.behave({
      match: { operation: 'prediction.create' },
      skip: 1,
      times: 2,
      action: { kind: 'moderate' },
    });
    const facts = await makeFilmOn(own.line, smallFilm('A moderated fox', { scenes: 3 }));
    expect(scenesIn(facts)).toEqual([1, 3]);
    expect(all(facts, 'SceneFailed').map(({ data }) => [data.scene, data.take, data.code])).toEqual([
      [2, 1, 'moderated'],
      [2, 2, 'moderated'],
    ]);
    expect(first(facts, 'FilmStitched')?.data.warnings).toMatchObject([{ code: 'scene-missing', scene: 2 }]);
  }, 120_000);

  it('a damaged clip is taken again', async () => {
    own.sandbox.behave({
      match: { operation: 'prediction.create' },
      times: 1,
      action: { kind: 'clip', defect: 'truncated' },
    });
    const facts = await makeFilmOn(own.line, smallFilm('A damaged fox', { scenes: 1 }));
    expect(all(facts, 'SceneFailed').map(({ data }) => data.code)).toEqual(['clip-damaged']);
    expect(askedTakes(facts)).toEqual(['1/1', '1/2']);
    expect(scenesIn(facts)).toEqual([1]);
  }, 120_000);

  it('nothing can be made: the job fails with a reason', async () => {
    own.sandbox.behave({ match: { operation: 'prediction.create' }, action: { kind: 'moderate' } });
    const facts = await makeFilmOn(own.line, smallFilm('A forbidden fox'));
    expect(first(facts, 'JobFailed')?.data).toMatchObject({ code: 'no-scene-rendered' });
  }, 120_000);

  it('the token is refused: the job fails at once and says so', async () => {
    own.sandbox.behave({
      match: { operation: 'prediction.create' },
      action: { kind: 'respond', status: 401 },
    });
    const facts = await makeFilmOn(own.line, smallFilm('A fox without a token'));
    expect(first(facts, 'JobFailed')?.data).toMatchObject({ code: 'provider-unauthorised' });
    expect(askedTakes(facts)).toEqual(['1/1']);
  }, 120_000);
});
