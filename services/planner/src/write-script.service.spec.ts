import { Metrics } from '@kinoline/observability';
import { Logger } from '@nestjs/common';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Reply, ScriptedModel } from '../test/fakes.js';
import { LanguageModelError } from './language-model.js';
import { WriteScriptService } from './write-script.service.js';

const order = {
  prompt: 'A fox wakes. It crosses the lake.',
  scenes: 2,
  secondsPerScene: 4,
  maxCharacters: 3000,
};
const drafts: Reply = () => ({ scenes: [{ text: 'Fox wakes' }, { text: 'Fox crosses' }] });
const connection: Reply = () => ({
  continuity: { characters: 'red fox', place: 'lake', light: 'dawn', style: 'ink', camera: 'still' },
  scenes: [
    { scene: 1, opening: 'a', closing: 'b', seam: 'cut', prompt: 'A red fox wakes' },
    { scene: 2, opening: 'b', closing: 'c', seam: 'continuous', prompt: 'The red fox crosses' },
  ],
});

function write(replies: Reply[], signal = new AbortController().signal) {
  const model = new ScriptedModel(replies);
  const metrics = new Metrics();
  const script = new WriteScriptService(model, metrics).write(order, signal);
  return { script, model, metrics };
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

describe('writing a script', () => {
  it('splits, connects, and counts the tokens of both calls', async () => {
    const { script, model, metrics } = write([drafts, connection]);
    expect(await script).toMatchObject({
      writtenBy: 'scripted-1',
      usage: { inputTokens: 20, outputTokens: 10 },
      continuity: { characters: 'red fox' },
      scenes: [
        { draft: 'Fox wakes', prompt: 'A red fox wakes' },
        { draft: 'Fox crosses', seam: 'continuous' },
      ],
    });
    expect(JSON.parse(model.questions[0]?.material ?? '')).toEqual({ idea: order.prompt });
    expect(JSON.parse(model.questions[1]?.material ?? '')).toMatchObject({
      scenes: [
        { scene: 1, prompt: 'Fox wakes' },
        { scene: 2, prompt: 'Fox crosses' },
      ],
    });
    expect(await metrics.text()).toContain(
      'kinoline_llm_tokens_total{model="scripted-1",direction="input"} 20',
    );
  });

  it.each<[string, Reply]>([
    ['the service is down', new LanguageModelError('unavailable', 'no connection')],
    [
      'the model refuses',
      new LanguageModelError('refused', 'I cannot', { usage: { inputTokens: 7, outputTokens: 1 } }),
    ],
    ['too few scenes come', () => ({ scenes: [{ text: 'one' }] })],
    ['a scene is empty', () => ({ scenes: [{ text: 'one' }, { text: ' ' }] })],
    ['something else comes', () => 'hello'],
  ])('splits by rules when %s', async (_, reply) => {
    const script = await write([reply]).script;
    expect(script).toMatchObject({
      writtenBy: 'rules',
      scenes: [
        { prompt: 'A fox wakes.', draft: 'A fox wakes.' },
        { prompt: 'It crosses the lake.', seam: 'continuous' },
      ],
    });
    expect(script.byRules).toBeDefined();
    expect(script.continuity).toBeUndefined();
  });

  it.each<[string, Reply]>([
    ['fails', new LanguageModelError('filtered', 'stopped', { usage: { inputTokens: 1, outputTokens: 1 } })],
    ['is not as asked', () => ({ scenes: [] })],
  ])('keeps the drafts, as cuts, when the connector pass %s', async (_, reply) => {
    const script = await write([drafts, reply]).script;
    expect(script).toMatchObject({
      writtenBy: 'scripted-1',
      scenes: [
        { prompt: 'Fox wakes', seam: 'cut' },
        { prompt: 'Fox crosses', seam: 'cut' },
      ],
    });
    expect(script.notConnected).toBeDefined();
    expect(script.usage.inputTokens).toBeGreaterThan(10);
  });

  it('says that a prompt longer than its scenes was shortened', async () => {
    const model = new ScriptedModel([new LanguageModelError('missing', 'no key')]);
    const service = new WriteScriptService(model, new Metrics());
    const long = { ...order, prompt: 'word '.repeat(700).trim(), scenes: 1 };
    const script = await service.write(long, new AbortController().signal);
    expect(script.adaptations).toEqual([
      { kind: 'prompt-shortened', asked: 3499, given: script.scenes[0]?.prompt.length },
    ]);
  });

  it('does not fall back when it is aborted', async () => {
    const controller = new AbortController();
    controller.abort(new Error('shutting down'));
    const unavailable = new LanguageModelError('unavailable', 'aborted');
    await expect(write([unavailable], controller.signal).script).rejects.toThrow('shutting down');
  });

  it('lets a fault of its own through', async () => {
    await expect(write([new TypeError('a bug')]).script).rejects.toThrow('a bug');
  });
});
