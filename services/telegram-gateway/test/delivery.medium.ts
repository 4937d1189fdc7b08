import {
  ChangeRequested,
  FilmStitched,
  JobCancelled,
  JobDelivered,
  JobHeld,
  type MediaRef,
  SceneRendered,
  ScenesPlanned,
} from '@kinoline/contracts';
import { filmKey } from '@kinoline/media-store';
import type { Person, TelegramCall } from '@kinoline/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChatLine, startChatLine } from './chat-line.js';
import { FilmedJob } from './delivery-line.js';
import { sceneRendered, scenesPlanned } from './films.js';

let line: ChatLine;
beforeAll(async () => {
  line = await startChatLine({ env: { TELEGRAM_UPLOAD_MAX_BYTES: '1000000', SHOW_SCENES: 'false' } });
});
afterAll(() => line.stop());

let people = 300;
const newcomer = (language: 'en' | 'ru' = 'en'): Person => line.person({ id: (people += 1), language });
const uploads = async (person: Person): Promise<TelegramCall[]> =>
  (await line.sandbox.telegram.calls()).filter(
    ({ method, chatId, accepted, uploadedBytes }) =>
      method === 'sendVideo' && String(chatId) === String(person.chatId) && accepted && uploadedBytes > 0,
  );
/** A job whose first film stands in the chat. */
async function deliveredJob(person: Person): Promise<FilmedJob> {
  const job = await FilmedJob.begin(line, person);
  await job.stitch();
  await line.heard(JobDelivered, { jobId: job.jobId, cut: 1 });
  return job;
}
/** Jest takes seconds to compare a megabyte. */
const sameBytes = async (bytes: Uint8Array, stored: MediaRef): Promise<boolean> =>
  (await line.store.get(stored)).equals(bytes);
const log = (): string => line.replicas.flatMap((replica) => replica.lines()).join('');
const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${line.replicas[0]!.url}/metrics`)).text();
  return Number(new RegExp(`^kinoline_${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0);
};

describe('a film that was made', () => {
  it.each([
    ['en', /^🎬 Your film is ready/, '🎬 Re-shoot a scene', 'made in'],
    ['ru', /^🎬 Фильм готов/, '🎬 Переснять сцену', 'снято за'],
  ] as const)(
    'comes as a video that plays at once, with what it is (%s)',
    async (language, heading, button, made) => {
      const person = newcomer(language);
      const job = await FilmedJob.begin(line, person);
      const film = await job.stitch();
      const screen = await person.waitFor(({ kind, text }) => kind === 'video' && heading.test(text));
      expect(screen.text).toContain(`A fox <no. ${person.id}> crosses a frozen lake & looks back`);
      expect(screen.text).toContain('Veo 3.1 Fast · 1080p');
      expect(screen.text).toContain(`$1.80 · ⏱ ${made}`);
      expect(screen.buttons.flat().map(({ label }) => label)).toContain(button);
      expect(await sameBytes(await person.file(screen.fileId!), film.film)).toBe(true);
      expect(screen.message.video).toMatchObject({ width: 1280, height: 720, duration: 12 });
      expect(screen.message.video?.thumbnail).toMatchObject({ width: 320, height: 180 });
      expect(await person.actions()).toContain('upload_video');
      const [call] = await uploads(person);
      expect(call).toMatchObject({ unknownFields: [], ignoredFields: [] });
      expect(call?.parameters['supports_streaming']).toBeTruthy();
      const delivered = await line.heard(JobDelivered, { jobId: job.jobId, cut: 1 });
      expect(delivered.data).toEqual({ jobId: job.jobId, cut: 1, film: film.film, by: 'video' });
    },
  );

  it('is known in a group by its person, whose film it is', async () => {
    const group = { id: -1_005_000, type: 'supergroup' as const, title: 'Film club' };
    const person = line.person({ id: (people += 1), firstName: 'Ada & Co', group });
    const job = await FilmedJob.begin(line, person, '/new@kinoline_sandbox_bot');
    await job.stitch();
    const screen = await person.waitFor(/Ada & Co, your film is ready/, { since: 0 });
    expect(screen.entities).toContainEqual(
      expect.objectContaining({ type: 'text_mention', user: expect.objectContaining({ id: person.id }) }),
    );
    const other = line.person({ id: (people += 1), group });
    const tapped = await other.tap('🎬 Re-shoot a scene', { on: screen.messageId });
    expect(await tapped.answered()).toMatchObject({
      alert: true,
      text: expect.stringMatching(/Only the person/),
    });
  });

  it('comes into the topic where it was ordered, as everything that is said about it', async () => {
    const group = { id: -1_005_001, title: 'Film school', topic: 12 };
    const person = line.person({ id: (people += 1), group });
    const job = await FilmedJob.begin(line, person, '/new@kinoline_sandbox_bot');
    expect(job.request.requester.chatId).toBe('-1005001/12');
    await job.stitch();
    const video = await person.waitFor(({ kind }) => kind === 'video', { since: 0 });
    const tapped = await person.tap('♻️ Same text again', { on: video.messageId });
    expect((await tapped.answered()).alert).toBe(false);
    await person.waitFor(/3 scenes × 4 s/, { since: video.sequence });
    const said = (await person.messages()).filter(({ from }) => from === 'bot');
    expect(said.length).toBeGreaterThanOrEqual(3);
    expect(said.filter(({ message }) => message.message_thread_id !== 12)).toEqual([]);
  });

  it('that is too large comes in its smaller copy', async () => {
    const person = newcomer();
    const job = await FilmedJob.begin(line, person);
    const film = await job.stitch(1, { bytes: 1_200_000, smallerBytes: 700_000 });
    const screen = await person.waitFor(({ kind }) => kind === 'video');
    expect(screen.text).toContain('Compressed to fit into Telegram.');
    expect(screen.message.video).toMatchObject({ width: 854, height: 480 });
    expect(await sameBytes(await person.file(screen.fileId!), film.smaller!.film)).toBe(true);
    expect((await line.heard(JobDelivered, { jobId: job.jobId, cut: 1 })).data.by).toBe('video');
  });

  it('that is too large in any copy comes as a link that works, and later as a fresh one', async () => {
    const person = newcomer('ru');
    const job = await FilmedJob.begin(line, person);
    const film = await job.stitch(1, { bytes: 1_200_000 });
    const fetched = async (since: number): Promise<Buffer> => {
      const screen = await person.waitFor(
        ({ kind, text }) => kind === 'photo' && text.includes('Скачать фильм'),
        { since },
      );
      expect(screen.text).toContain('ссылка работает 7 дней');
      const link = screen.entities.find(({ type }) => type === 'text_link')?.url;
      return Buffer.from(await (await fetch(link!)).arrayBuffer());
    };
    expect(await sameBytes(await fetched(0), film.film)).toBe(true);
    expect((await line.heard(JobDelivered, { jobId: job.jobId, cut: 1 })).data.by).toBe('link');
    expect(log()).toContain('set S3_PUBLIC_ENDPOINT');
    await person.say('/history');
    const tapped = await person.tap('1');
    expect(await sameBytes(await fetched(tapped.sequence), film.film)).toBe(true);
  });

  it('is not brought to anybody who called it off', async () => {
    const person = newcomer();
    const job = await FilmedJob.begin(line, person);
    await line.say(JobCancelled, { jobId: job.jobId, cut: 1, by: 'person' });
    await job.stitch();
    await line.settled(FilmStitched);
    expect(await job.videos()).toEqual([]);
    expect(await line.history.first(JobDelivered, { jobId: job.jobId, cut: 1 })).toBeUndefined();
  });

  it('waits in the history of a person who blocked the bot', async () => {
    const person = newcomer();
    const job = await FilmedJob.begin(line, person);
    await person.block();
    await job.stitch();
    expect((await line.heard(JobDelivered, { jobId: job.jobId, cut: 1 })).data.by).toBe('store');
    await person.unblock();
    await person.say('/history');
    await person.tap('1');
    await person.waitFor(({ kind }) => kind === 'video');
    expect(await uploads(person)).toHaveLength(1);
  });
});

describe('a person who blocked the bot', () => {
  it('is told of their film as soon as they are back, and asked about it from then on', async () => {
    const person = newcomer();
    const job = await FilmedJob.begin(line, person);
    await person.block();
    await job.stitch();
    expect((await line.heard(JobDelivered, { jobId: job.jobId, cut: 1 })).data.by).toBe('store');
    await person.unblock();
    await person.waitFor(/Your film is ready, only I could not bring it/);
    await person.tap('📤 Send me the film');
    await person.waitFor(({ kind }) => kind === 'video');
    await person.tap('🎬 Re-shoot a scene');
    await person.tap('2');
    await person.block();
    await person.unblock();
    await person.tap(/^✅ Re-shoot/);
    await line.heard(ChangeRequested, { jobId: job.jobId, revision: 1 });
    const { settings } = job.request;
    await line.say(ScenesPlanned, scenesPlanned(job.jobId, { revision: 2, cut: 2, settings }));
    await line.say(JobHeld, {
      ...{ jobId: job.jobId, cut: 2, revision: 2, scene: 2, take: 2, code: 'moderated', detail: 'E005' },
      ...{ rendered: [1, 2, 3], missing: [2], costUsd: 1.8 },
    });
    await person.waitFor(/Scene 2 could not be made/);
  });

  it('sees the films that are being made when they begin from the top', async () => {
    const person = newcomer();
    const job = await FilmedJob.begin(line, person);
    // Blocked for a moment only: nobody tells of it.
    const action = { kind: 'respond', status: 403 } as const;
    line.sandbox.behave({ match: { operation: 'editMessageText' }, action, times: 1 });
    await line.say(SceneRendered, sceneRendered(job.jobId, 2, { take: 2 }));
    await line.sandbox.telegram.waitForCall(
      ({ status, chatId }) => status === 403 && String(chatId) === String(person.chatId),
    );
    await person.say('/start');
    await person.waitFor(/Joining the scenes/);
  });
});

describe('a film that cannot be brought', () => {
  it('is not lost: the chat says so, and a tap brings it', async () => {
    const person = newcomer();
    const job = await FilmedJob.begin(line, person);
    const before = await metric('films_not_brought_total\\{hindrance="telegram"\\}');
    const action = { kind: 'respond', status: 400 } as const;
    for (const operation of ['sendVideo', 'sendPhoto', 'sendMessage']) {
      line.sandbox.behave({ match: { operation }, action, times: 1 });
    }
    await job.stitch();
    await person.waitFor(/Your film is ready, only I could not bring it/);
    expect((await line.heard(JobDelivered, { jobId: job.jobId, cut: 1 })).data.by).toBe('store');
    expect(log()).toMatch(
      new RegExp(`could not be brought[^\n]*${job.jobId}|${job.jobId}[^\n]*could not be brought`),
    );
    expect(await metric('films_not_brought_total\\{hindrance="telegram"\\}')).toBe(before + 1);
    await person.say('/status');
    await person.waitFor(/Your film is ready, only I could not bring it/);
    await person.tap('📤 Send me the film');
    const screen = await person.waitFor(({ kind }) => kind === 'video');
    expect(screen.buttons.flat().map(({ label }) => label)).toContain('🎬 Re-shoot a scene');
    await person.waitFor(/The film is ready: 0:12 long/, { since: 0 });
    expect(await job.videos()).toHaveLength(1);
  });
});

describe('an upload whose answer was lost', () => {
  it('is begun again, known as a possible duplicate, and recorded once', async () => {
    const person = newcomer();
    const job = await FilmedJob.begin(line, person);
    const before = await metric('possible_duplicates_total');
    const operation = 'sendVideo';
    line.sandbox.behave({ match: { operation }, action: { kind: 'drop', when: 'after' }, times: 1 });
    await job.stitch();
    await line.heard(JobDelivered, { jobId: job.jobId, cut: 1 }, 30_000);
    const [first, second, ...others] = await job.videos();
    expect([first?.text, others]).toEqual([expect.not.stringContaining('came twice'), []]);
    expect(second?.text).toContain('If the film came twice, it is the same one');
    expect(await metric('possible_duplicates_total')).toBe(before + 1);
    expect(log()).toMatch(
      new RegExp(`${job.jobId}[^\n]*possible duplicate|possible duplicate[^\n]*${job.jobId}`),
    );
  });

  it('is no duplicate when Telegram wanted fewer calls', async () => {
    const person = newcomer();
    const job = await FilmedJob.begin(line, person);
    const before = await metric('possible_duplicates_total');
    const action = { kind: 'respond', status: 429, retryAfter: 1 } as const;
    line.sandbox.behave({ match: { operation: 'sendVideo' }, action, times: 2 });
    await job.stitch();
    await line.heard(JobDelivered, { jobId: job.jobId, cut: 1 }, 30_000);
    expect(await job.videos()).toHaveLength(1);
    expect(await metric('possible_duplicates_total')).toBe(before);
  });
});

describe('what is under a film', () => {
  it('has a scene shot again after the price was seen, and then belongs to the new film', async () => {
    const person = newcomer();
    const job = await deliveredJob(person);
    await person.tap('🎬 Re-shoot a scene');
    await person.waitFor(/Which scene shall be shot again/);
    await person.tap('2');
    await person.waitFor(/Scene 2 of 3[^]*\$0\.40/);
    await person.tap('✏️ New text');
    await person.waitFor(/What happens in scene 2\?/);
    await person.say('The fox jumps over the lantern');
    await person.waitFor(/Scene 2 of 3, new text\s+The fox jumps over the lantern/);
    await person.tap('✅ Re-shoot for $0.40');
    const asked = await line.heard(ChangeRequested, { jobId: job.jobId, revision: 1 });
    expect(asked.data).toEqual({
      ...{ jobId: job.jobId, revision: 1, budgetUsd: 2.4 },
      change: { kind: 'retake', scenes: [{ scene: 2, prompt: 'The fox jumps over the lantern' }] },
    });

    const { settings } = job.request;
    const scope = {
      make: [{ scene: 2, after: 1 }],
      clips: [1, 2, 3].map((scene) => ({ scene, take: 1 })),
      leftOut: [],
    };
    await line.say(ScenesPlanned, scenesPlanned(job.jobId, { revision: 2, cut: 2, settings, scope }));
    await line.settled(ScenesPlanned);
    const [old] = await job.videos();
    const early = await person.tap('🎬 Re-shoot a scene', { on: old!.messageId });
    expect((await early.answered()).text).toMatch(/still being worked on/);
    await line.say(SceneRendered, sceneRendered(job.jobId, 2, { take: 2, costUsd: 0.4 }));
    await job.stitch(2);
    const screen = await person.waitFor(/^🎬 The new version of your film/);
    expect(screen.text).toContain('$2.20 with the earlier versions');
    await line.heard(JobDelivered, { jobId: job.jobId, cut: 2 });

    const [first, second] = await job.videos();
    expect(first?.buttons.flat().map(({ label }) => label)).toEqual(['♻️ Same text again', '⚙️ Settings']);
    expect(second?.buttons.flat()).toHaveLength(4);
    const pressed = await person.tap('🎬 Re-shoot a scene', { on: first!.messageId, version: old!.version });
    expect((await pressed.answered()).text).toMatch(/newer version/);
    await person.say('/history');
    expect((await person.waitFor(/Your films/)).buttons.flat().map(({ label }) => label)).toEqual([
      '1',
      '✖️ Close',
    ]);
  });

  it('has a scene shot again, also when the gateway is restarted at every step', async () => {
    const person = newcomer();
    const job = await deliveredJob(person);
    await line.withRestarts([
      () => person.tap('🎬 Re-shoot a scene'),
      () => person.tap('1'),
      () => person.tap('◀️ Back'),
      () => person.tap('2'),
      () => person.tap('✏️ New text'),
      () => person.say('The fox jumps over the lantern'),
      () => person.tap('📹 Another model'),
      () => person.tap(/Kling/),
      () => person.tap(/^✅ Re-shoot for/),
    ]);
    const asked = await line.heard(ChangeRequested, { jobId: job.jobId, revision: 1 });
    const scene = { scene: 2, prompt: 'The fox jumps over the lantern', model: 'kling_2_5_turbo' };
    expect(asked.data.change).toEqual({ kind: 'retake', scenes: [scene] });
  }, 120_000);

  it('makes it longer, also when the gateway is restarted at every step (ru)', async () => {
    const person = newcomer('ru');
    const job = await deliveredJob(person);
    await line.withRestarts([
      () => person.tap('➕ Продолжить фильм'),
      () => person.tap('2 сцены · $0.80'),
      () => person.say('Лиса приносит фонарь домой'),
      () => person.tap('✏️ Новый текст'),
      () => person.tap('◀️ Назад'),
      () => person.tap('1 сцена · $0.40'),
      () => person.tap('🎲 Придумай сам'),
      () => person.tap('✅ Снять за $0.40'),
    ]);
    const asked = await line.heard(ChangeRequested, { jobId: job.jobId, revision: 1 });
    expect(asked.data.change).toMatchObject({
      kind: 'extend',
      scenes: 1,
      prompt: expect.stringMatching(/История/),
    });
  }, 120_000);

  it('offers the same text again when the clips that would stay are gone', async () => {
    const person = newcomer();
    const job = await deliveredJob(person);
    await person.tap('🎬 Re-shoot a scene');
    await person.tap('2');
    await person.waitFor(/Scene 2 of 3/);
    await line.store.remove(job.clipKey(3));
    await person.tap('✅ Re-shoot for $0.40');
    const told = await person.waitFor(/cannot be changed any more/);
    expect(told.buttons.flat().map(({ label }) => label)).toEqual(['♻️ Same text again']);
    const [film] = await job.videos();
    const again = await person.tap('➕ Make it longer', { on: film!.messageId });
    expect((await again.answered()).text).toMatch(/cannot be changed any more/);
    await line.settled();
    expect((await job.videos())[0]?.buttons.flat().map(({ label }) => label)).toEqual([
      '♻️ Same text again',
      '⚙️ Settings',
    ]);
    expect((await line.all(ChangeRequested)).filter(({ jobId }) => jobId === job.jobId)).toEqual([]);
  });

  it('asks for the same film again', async () => {
    const person = newcomer();
    await deliveredJob(person);
    await person.tap('♻️ Same text again');
    await person.waitFor(new RegExp(`A fox <no. ${person.id}>[^]*3 scenes × 4 s`));
  });
});

describe('the history', () => {
  it('sends films by what Telegram keeps, and says when one is gone', async () => {
    const person = newcomer();
    const job = await deliveredJob(person);
    await person.say('/history');
    await person.waitFor(/Your films[^]*A fox/);
    await person.tap('1');
    await person.waitFor(({ kind, text }) => kind === 'video' && text.includes('crosses a frozen lake'));
    expect(await job.videos()).toHaveLength(2);
    expect(await uploads(person)).toHaveLength(1);

    const refused = { kind: 'respond', status: 400 } as const;
    line.sandbox.behave({ match: { operation: 'sendVideo' }, action: refused, times: 1 });
    await line.store.remove(filmKey(job.jobId, 1, 'film.mp4'));
    await person.tap('1');
    const gone = await person.waitFor(/This film is gone: files are kept for 30 days/);
    await person.tap('♻️ Same text again', { on: gone.messageId });
    await person.waitFor(/3 scenes × 4 s/);
  });
});
