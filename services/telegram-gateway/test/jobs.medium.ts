import {
  ChangeRequested,
  JobCancelled,
  JobDelivered,
  JobFailed,
  SceneRendered,
  ScenesPlanned,
} from '@kinoline/contracts';
import type { Person, TelegramCall } from '@kinoline/sandbox';
import { waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChatLine, startChatLine } from './chat-line.js';
import { scenesPlanned } from './films.js';
import { PlayedJob } from './jobs-line.js';

let line: ChatLine;
beforeAll(async () => {
  line = await startChatLine();
});
afterAll(() => line.stop());

let people = 500;
const newcomer = (language: 'en' | 'ru' = 'en'): Person => line.person({ id: (people += 1), language });
const callsTo = async ({ chatId }: Person): Promise<TelegramCall[]> =>
  (await line.sandbox.telegram.calls()).filter((call) => String(call.chatId) === String(chatId));
const textsOf = async (job: PlayedJob): Promise<string[]> =>
  (await job.standing()).filter(({ kind }) => kind === 'text').map(({ text }) => text);

/** A job of which scene 1 is made and scene 2 cannot be. */
async function heldJob(person: Person): Promise<PlayedJob> {
  const job = await PlayedJob.begin(line, person);
  await job.plan();
  await job.render(1);
  await job.lose(2, 1, { retakeMayHelp: false });
  await job.hold(2);
  return job;
}

describe('a job in its chat', () => {
  it.each([
    [
      'en',
      'Writing the scenes',
      'Shooting scene 2 of 3',
      '(take 2)',
      '🎬 Scene 2 of 3 · take 2 · $0.60',
      'The film is ready',
    ],
    [
      'ru',
      'Пишу сцены',
      'Снимаю сцену 2 из 3',
      '(дубль 2)',
      '🎬 Сцена 2 из 3 · дубль 2 · $0.60',
      'Фильм готов: 0:12',
    ],
  ] as const)(
    'is one message from the order to the film (%s)',
    async (language, planning, shooting, take, clip, done) => {
      const person = newcomer(language);
      const job = await PlayedJob.begin(line, person);
      const status = await person.waitFor(planning);
      await job.plan();
      await job.render(1);
      await person.waitFor(shooting);
      await job.lose(2, 1, { costUsd: 0.6 });
      await person.waitFor(take);
      await job.render(2, 2);
      const shown = await person.waitFor(({ kind, text }) => kind === 'video' && text === clip);
      expect(shown.message.video).toMatchObject({ width: 1280, height: 720, duration: 4 });
      await job.render(3);
      await job.stitch();
      const summary = await person.waitFor(done);
      expect(summary.messageId).toBe(status.messageId);
      expect(summary.text).toContain('$2.40');
      expect(summary.buttons).toEqual([]);
      await line.heard(JobDelivered, { jobId: job.jobId, cut: 1 });
      expect(await textsOf(job)).toHaveLength(1);
      const calls = await callsTo(person);
      expect(calls.filter(({ accepted }) => !accepted)).toEqual([]);
      expect(calls.filter(({ method }) => method === 'deleteMessage')).toEqual([]);
    },
  );

  it('lets nobody wait in silence', async () => {
    const person = newcomer();
    const job = await PlayedJob.begin(line, person);
    await job.plan();
    const first = await person.waitFor(/Shooting scene 1 of 3[^]*0:\d\d so far, about \d minutes to go/);
    const passed = (text: string): string => /\d+:\d\d so far/.exec(text)?.[0] ?? '';
    await person.waitFor(({ text }) => text.includes('so far') && passed(text) !== passed(first.text));
  });

  it('shows the same in whatever order things are told', async () => {
    const person = newcomer();
    const job = await PlayedJob.begin(line, person);
    await job.render(2, 2);
    await job.render(1);
    await job.hold(2);
    await line.settled(SceneRendered);
    await job.plan({ revision: 2, cut: 2 });
    await job.plan();
    await job.render(3);
    await line.settled(ScenesPlanned);
    await person.waitFor('Joining the scenes');
    const [text, ...others] = await textsOf(job);
    expect(text).toContain('Joining the scenes');
    expect(others).toEqual([]);
  });

  it('goes on in a new message when the status was deleted', async () => {
    const person = newcomer();
    const job = await PlayedJob.begin(line, person);
    const { messageId } = await person.waitFor('Writing the scenes');
    await person.delete(messageId);
    await job.plan();
    const anew = await person.waitFor('Shooting scene 1 of 3');
    expect(anew.messageId).not.toBe(messageId);
    expect(await textsOf(job)).toHaveLength(1);
  });

  it('is kept apart from another one of the same person', async () => {
    const person = newcomer();
    const fox = await PlayedJob.begin(line, person, { title: 'A fox' });
    const ship = await PlayedJob.begin(line, person, { title: 'A ship' });
    await fox.plan();
    await ship.plan();
    await fox.render(1);
    await ship.render(1);
    await ship.render(2);
    await person.waitFor(/A fox[^]*Shooting scene 2 of 3/);
    await person.waitFor(/A ship[^]*Shooting scene 3 of 3/);
    await person.say('/status');
    const list = await person.waitFor(
      /Your films in the making[^]*1\. A ship[^]*2 of 3[^]*2\. A fox[^]*1 of 3/,
    );
    await person.tap(/^2\. A fox/, { on: list.messageId });
    // The old message may be drawn once more before the new one.
    await person.waitFor(
      ({ messageId, text }) => messageId > list.messageId && /A fox[^]*Shooting scene 2 of 3/.test(text),
    );
    await person.say('/cancel');
    const choice = await person.waitFor('Which film shall I stop?');
    await person.tap(/^1\. A ship/, { on: choice.messageId });
    await person.waitFor(/A ship[^]*Really stop this film/);
    await (await person.tap('✖️ Yes, stop')).answered();
    const said = await line.heard(JobCancelled, { jobId: ship.jobId, cut: 1 });
    expect(said.data.by).toBe('person');
    await person.waitFor(/A ship[^]*Stopped[^]*Scenes 1, 2 are ready and are kept/);
    expect(await line.history.first(JobCancelled, { jobId: fox.jobId, cut: 1 })).toBeUndefined();
  });

  it('catches up with what happened while the gateway was away', async () => {
    const person = newcomer();
    const job = await PlayedJob.begin(line, person);
    await job.plan();
    await job.render(1);
    await person.waitFor(({ kind, text }) => kind === 'video' && text.startsWith('🎬 Scene 1'));
    const { messageId } = await person.waitFor('Shooting scene 2 of 3');
    await line.stopReplica();
    await job.render(2);
    await job.lose(3);
    await line.addReplica();
    const status = await person.waitFor(/Shooting scene 3 of 3[^]*take 2/);
    expect(status.messageId).toBe(messageId);
    await person.waitFor(({ kind, text }) => kind === 'video' && text.startsWith('🎬 Scene 2'));
    const clips = (await job.standing()).filter(({ kind }) => kind === 'video');
    expect(clips.map(({ text }) => text)).toEqual([
      '🎬 Scene 1 of 3 · take 1 · $0.60',
      '🎬 Scene 2 of 3 · take 1 · $0.60',
    ]);
  });

  it('is drawn by two gateways as by one', async () => {
    const replica = await line.addReplica();
    const person = newcomer();
    const job = await PlayedJob.begin(line, person);
    await job.plan();
    await Promise.all([1, 2, 3].map((scene) => job.render(scene)));
    await person.waitFor('Joining the scenes');
    const clips = async (): Promise<string[]> =>
      (await job.standing()).filter(({ kind }) => kind === 'video').map(({ text }) => text);
    await waitFor(async () => (await clips()).length >= 3, { what: 'the clips', timeoutMs: 30_000 });
    await line.settled(SceneRendered);
    await job.hold(1, { code: 'tool-failed' });
    await person.waitFor('Scene 1 could not be made');
    await waitFor(async () => (await textsOf(job)).length === 1, { what: 'one status message' });
    expect([...(await clips())].sort()).toEqual([1, 2, 3].map((n) => `🎬 Scene ${n} of 3 · take 1 · $0.60`));
    await line.stopReplica(replica);
  });

  it('goes on for a person who blocked the bot, and is shown when they are back', async () => {
    const person = newcomer();
    const job = await PlayedJob.begin(line, person);
    await job.plan();
    await person.waitFor('Shooting scene 1 of 3');
    await person.block();
    await job.render(1);
    await job.hold(2);
    await line.settled(SceneRendered);
    const refused = (await callsTo(person)).filter(({ status }) => status === 403).length;
    expect(refused).toBeLessThanOrEqual(2);
    await person.unblock();
    await person.say('/status');
    await person.waitFor('Scene 2 could not be made');
  });
});

describe('a scene that could not be made', () => {
  it('is shot in other words, and the film goes on', async () => {
    const person = newcomer();
    const job = await heldJob(person);
    await person.waitFor(/Scene 2 could not be made[^]*Scene 1 is ready and stays as it is\./);
    await person.tap('✏️ New text · $0.60');
    await person.waitFor(/What happens in scene 2\?[^]*What happens in scene 2/);
    await person.say('A hare looks up');
    const { data } = await line.heard(ChangeRequested, { jobId: job.jobId, revision: 1 });
    expect(data).toMatchObject({
      change: { kind: 'retake', scenes: [{ scene: 2, prompt: 'A hare looks up' }] },
      budgetUsd: 2.4,
    });
    await person.waitFor('Passing it on');
    await job.plan({ revision: 2, cut: 2 });
    await person.waitFor(/Shooting scene 2 of 3[^]*take 2/);
    await waitFor(async () => (await textsOf(job)).length === 1, { what: 'one status message' });
  });

  it('is shot in other words, also when the gateway is restarted at every step (ru)', async () => {
    const person = newcomer('ru');
    const job = await heldJob(person);
    await person.waitFor('Сцена 2 не получилась');
    await line.withRestarts([
      () => person.tap('📹 Другая модель'),
      () => person.tap('◀️ Назад'),
      () => person.tap('✏️ Новый текст · $0.60'),
      () => person.say('Заяц поднимает голову'),
    ]);
    const { data } = await line.heard(ChangeRequested, { jobId: job.jobId, revision: 1 });
    const scenes = [{ scene: 2, prompt: 'Заяц поднимает голову' }];
    expect(data.change).toEqual({ kind: 'retake', scenes });
    await line.withRestarts([
      () => job.plan({ revision: 2, cut: 2 }),
      () => job.render(2, 2),
      () => job.render(3),
    ]);
    await person.waitFor('Склеиваю сцены');
    await waitFor(async () => (await textsOf(job)).length === 1, { what: 'one status message' });
  }, 120_000);

  it('is left as it was when the planner refuses, with the reason and new buttons', async () => {
    const person = newcomer('ru');
    const job = await heldJob(person);
    const question = await person.waitFor('Сцена 2 не получилась');
    const again = { on: question.messageId, version: question.version };
    await Promise.all([person.tap('🔁 Ещё раз · $0.60', again), person.tap('➖ Обойтись без неё', again)]);
    await line.heard(ChangeRequested, { jobId: job.jobId, revision: 1 });
    const detail = 'the film costs about 9.00 USD, the budget is 1.00 USD';
    const warnings = [{ code: 'edit-refused' as const, reason: 'over-budget' as const, detail }];
    await line.say(ScenesPlanned, scenesPlanned(job.jobId, { revision: 2, warnings }));
    await person.waitFor(/дороже, чем разрешено[^]*Как с ней поступим/);
    await (await person.tap('🎞 Собрать фильм из того, что есть')).answered();
    const { data } = await line.heard(ChangeRequested, { jobId: job.jobId, revision: 2 });
    expect(data.change).toEqual({ kind: 'finish' });
  });

  it('is shot by another model, and older buttons know that they are old', async () => {
    const person = newcomer();
    const job = await heldJob(person);
    const question = await person.waitFor('Scene 2 could not be made');
    await person.tap('📹 Another model');
    await (await person.tap(/Kling/)).answered();
    const { data } = await line.heard(ChangeRequested, { jobId: job.jobId, revision: 1 });
    expect(data.change).toEqual({ kind: 'retake', scenes: [{ scene: 2, model: 'kling_2_5_turbo' }] });
    await job.plan({ revision: 2, cut: 2 });
    await person.waitFor('Shooting scene 2 of 3');
    const old = { on: question.messageId, version: question.version };
    const late = await (await person.tap('🔁 Try again · $0.60', old)).answered();
    expect(late).toMatchObject({ alert: true, text: expect.stringContaining('out of date') });
  });
});

describe('a film that could not be made', () => {
  it('goes on with /retry from where it broke', async () => {
    const person = newcomer();
    const job = await PlayedJob.begin(line, person);
    await job.plan();
    await job.render(1);
    const { messageId } = await person.waitFor('Shooting scene 2 of 3');
    const failure = { jobId: job.jobId, cut: 1, code: 'over-budget' as const, detail: 'the day is spent' };
    await line.say(JobFailed, { ...failure, costUsd: 0.6, warnings: [] });
    const failed = await person.waitFor('The film could not be made');
    expect(failed.messageId).toBeGreaterThan(messageId);
    await person.say('/retry');
    const shown = await person.waitFor(
      /Scene 1 is ready and is kept: it is not paid again[^]*scenes 2, 3, for \$1\.20/,
    );
    expect(shown.messageId).toBeGreaterThan(failed.messageId);
    await (await person.tap('🔁 Go on · $1.20')).answered();
    const { data } = await line.heard(ChangeRequested, { jobId: job.jobId, revision: 1 });
    expect(data).toMatchObject({ change: { kind: 'resume' }, budgetUsd: 2.4 });
    await job.plan({ revision: 2, cut: 2 });
    await person.waitFor(/Shooting scene 2 of 3[^]*\$0\.60 spent of \$1\.80/);
    await waitFor(async () => (await textsOf(job)).length === 1, { what: 'one status message' });
  });
});
