import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ScriptedModel } from '../../test/fakes.js';
import { LanguageModelError, type LanguageModelFailure } from '../language-model.js';
import { PatientLanguageModel } from './patient-language-model.js';

const question = {
  name: 'q',
  instructions: 'Answer.',
  material: '{}',
  schema: z.strictObject({}),
  maxOutputTokens: 100,
};
const usage = { inputTokens: 3, outputTokens: 4 };
const patience = { retries: 2, pauseMs: 1, maxPauseMs: 5, withinMs: 60_000 };
const signal = new AbortController().signal;
const fails = (failure: LanguageModelFailure): Error =>
  new LanguageModelError(failure, failure, { usage, retryAfterMs: 1 });
const answers = (): unknown => ({ ok: true });

describe('a patient language model', () => {
  it('asks an unavailable service again, with a bound', async () => {
    const model = new ScriptedModel([fails('unavailable'), fails('unavailable'), answers]);
    const answer = await new PatientLanguageModel(model, patience).ask(question, signal);
    expect(answer.json).toEqual({ ok: true });

    const down = new ScriptedModel([fails('unavailable'), fails('unavailable'), fails('unavailable')]);
    await expect(new PatientLanguageModel(down, patience).ask(question, signal)).rejects.toMatchObject({
      failure: 'unavailable',
    });
    expect(down.questions).toHaveLength(3);
  });

  it('does not begin again when the first call took too long', async () => {
    const model = new ScriptedModel([fails('unavailable')]);
    const hasty = new PatientLanguageModel(model, { ...patience, withinMs: 0 });
    await expect(hasty.ask(question, signal)).rejects.toMatchObject({ failure: 'unavailable' });
  });

  it('gives an answer that was cut off twice the room and asks for fewer words', async () => {
    const model = new ScriptedModel([fails('too-long'), answers]);
    const answer = await new PatientLanguageModel(model, patience).ask(question, signal);
    expect(model.questions[1]).toMatchObject({ maxOutputTokens: 200, material: '{}' });
    expect(model.questions[1]?.instructions).toMatch(/^Answer\.\nBe brief/);
    expect(answer.usage).toEqual({ inputTokens: 13, outputTokens: 9 });
  });

  it.each(['too-long', 'unreadable'] as const)(
    'gives up after the second answer that is %s',
    async (failure) => {
      const model = new ScriptedModel([fails(failure), fails(failure)]);
      await expect(new PatientLanguageModel(model, patience).ask(question, signal)).rejects.toMatchObject({
        failure,
        usage: { inputTokens: 6, outputTokens: 8 },
      });
    },
  );

  it.each(['refused', 'filtered', 'unauthorised', 'bad-request', 'missing'] as const)(
    'does not ask again when it is %s',
    async (failure) => {
      const model = new ScriptedModel([fails(failure)]);
      await expect(new PatientLanguageModel(model, patience).ask(question, signal)).rejects.toMatchObject({
        failure,
      });
      expect(model.questions).toHaveLength(1);
    },
  );

  it('stops waiting when it is aborted', async () => {
    const controller = new AbortController();
    const model = new ScriptedModel([
      new LanguageModelError('unavailable', 'wait', { retryAfterMs: 600_000 }),
      answers,
    ]);
    const slow = new PatientLanguageModel(model, {
      retries: 2,
      pauseMs: 600_000,
      maxPauseMs: 600_000,
      withinMs: 60_000,
    });
    const asked = slow.ask(question, controller.signal);
    controller.abort(new Error('shutting down'));
    await expect(asked).rejects.toThrow();
    expect(model.questions).toHaveLength(1);
  });
});
