import { jobSettingsSchema, JobRequested, roundUsd } from '@kinoline/contracts';
import { StoreUnavailableError } from '@kinoline/media-store';
import { describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { FilmLine } from '../../test/film-line.js';
import { noLimits } from '../../test/people-desk.js';
import { jpegOf, pngOf } from '../../test/pictures.js';
import type { ChatEvent } from '../telegram/chat-event.js';
import { jobIdOf } from '../jobs/job-id.js';
import { mostFor } from '../jobs/promise.js';

Logger.overrideLogger(false);

const withDay = (dayUsd: number): { eachPerson: typeof noLimits } => ({
  eachPerson: { ...noLimits, dayUsd },
});

describe('accepting a film', () => {
  it('begins the job that was shown, once, and remembers the choice', async () => {
    const line = new FilmLine('ru', withDay(10));
    await line.write('Лиса бежит');
    expect(line.last.html).toContain('На сегодня у вас $10.00, после этого останется $6.40');
    const accept = line.press('✅ Принять');
    await line.talk.hear(accept);
    expect(line.toast).toBe('Принято, приступаю');
    expect(line.begun).toEqual([
      expect.objectContaining({ kind: 'begin-job', priceUsd: 3.6, waitSeconds: 210, showScenes: true }),
    ]);
    expect(line.requests).toEqual([
      {
        jobId: jobIdOf(accept),
        requester: { channel: 'telegram', personId: '7', chatId: '7', locale: 'ru' },
        prompt: 'Лиса бежит',
        settings: jobSettingsSchema.parse({
          ...{ model: 'veo_3_1_fast', quality: '1080p', aspect: '16:9', audio: true, mode: 'chain' },
          ...{ secondsPerScene: 8, scenes: 3 },
        }),
        approval: false,
        fresh: false,
        whenStuck: 'ask',
        budgetUsd: 5.4,
        personDayBudgetUsd: 10,
      },
    ]);
    expect(JobRequested.data.safeParse(line.requests[0]).success).toBe(true);
    const person = await line.desk.people.read('7');
    expect(person).toMatchObject({ lastPrompt: 'Лиса бежит', lastSettings: { model: 'veo_3_1_fast' } });
    expect(await line.conversations.read('7.7')).not.toHaveProperty('draft');
  });

  it('takes a second tap for the same one', async () => {
    const line = new FilmLine('en', withDay(10));
    await line.write('A fox');
    const [first, second] = [line.press('✅ Accept'), line.press('✅ Accept')];
    // Two replicas are handed one each, and the one that was faster has not begun the film when the other answers.
    const { promise: answered, resolve: goesOn } = Promise.withResolvers<undefined>();
    line.chats.gates.set('answerPress', answered);
    const faster = line.talk.hear(first);
    await line.restart().hear(second);
    goesOn(undefined);
    await faster;
    expect(line.begun).toHaveLength(1);
    expect(line.chats.toasts.map(({ text }) => text).sort()).toEqual([
      'Accepted, on it',
      expect.stringContaining('This film was accepted or closed already'),
    ]);
    // What the second one may have set aside is free again, and the status message keeps its buttons.
    const person = (await line.desk.people.read('7'))!;
    const standing = await line.desk.quotas.standing(person, new Date());
    expect(standing).toMatchObject({ reservedUsd: 3.6, jobsToday: 1, jobsRunning: 1 });
    expect(line.last.rows).toEqual([[{ label: 'status', data: 'job:show' }]]);
  });

  it.each(['begun', 'being begun'])('tells who cancels it too late when it is %s', async (stage) => {
    const line = new FilmLine();
    await line.write('A fox');
    const [accept, cancel] = [line.press('✅ Accept'), line.press('✖️ Cancel')];
    if (stage === 'being begun') {
      // The gateway dies before it begins what it recorded, and another one hears the second tap.
      const died = jest.spyOn(line.chats, 'answerPress').mockRejectedValueOnce(new Error('died'));
      await expect(line.talk.hear(accept)).rejects.toThrow('died');
      died.mockRestore();
      line.restart();
    } else await line.talk.hear(accept);
    await line.talk.hear(cancel);
    expect(line.begun).toHaveLength(1);
    expect(line.toast).toBe(
      'This film was accepted or closed already. /status shows how it goes, /cancel stops it.',
    );
    expect(line.last.rows).toEqual([[{ label: 'status', data: 'job:show' }]]);
  });

  it.each([
    ['the card has changed', (line: FilmLine) => line.tap('🖼 No picture')],
    [
      'the picture is gone',
      ({ store }: FilmLine) => {
        store.objects.clear();
        return Promise.resolve();
      },
    ],
    ['the card is closed', (line: FilmLine) => line.tap('✖️ Cancel')],
  ])('sets nothing aside for a tap that is answered anew when %s', async (_, meanwhile) => {
    const line = new FilmLine('en', { eachPerson: { ...noLimits, jobsAtOnce: 1 } });
    await line.photo(jpegOf(1280, 720), 'A fox');
    const accept = line.press('✅ Accept');
    // The gateway dies after it set the price aside.
    const change = jest.spyOn(line.conversations, 'change').mockRejectedValueOnce(new Error('died'));
    await expect(line.talk.hear(accept)).rejects.toThrow('died');
    change.mockRestore();
    line.restart();
    await meanwhile(line);
    await line.talk.hear(accept);
    expect(line.begun).toEqual([]);
    const person = (await line.desk.people.read('7'))!;
    const standing = await line.desk.quotas.standing(person, new Date());
    expect(standing).toMatchObject({ reservedUsd: 0, jobsToday: 0, jobsRunning: 0 });
  });

  it('shows the storyboard first for films above the price that the person chose', async () => {
    const line = new FilmLine('en');
    await line.command('new', 'A fox --scenes 5');
    expect(line.last.html).toContain('First I show you the storyboard');
    await line.tap('✅ Accept');
    expect(line.requests[0]?.approval).toBe(true);
  });

  it('says that a film is above what one may cost here', async () => {
    const line = new FilmLine('en', { budgets: { jobUsd: 3.5, personDayUsd: undefined } });
    await line.write('A fox');
    await line.tap('✅ Accept');
    expect(line.requests).toEqual([]);
    expect(line.last.html).toContain('A film may cost $3.50 at most here');
  });

  it('knows the budget of a day as the limit of the person', async () => {
    const line = new FilmLine('en', { budgets: { jobUsd: undefined, personDayUsd: 3 } });
    await line.write('A fox');
    expect(line.last.html).toContain('You have $3.00 left for today, $0.60 short');
    await line.tap('✅ Accept');
    expect(line.requests).toEqual([]);
  });

  it('says what is in the way and keeps everything', async () => {
    const line = new FilmLine('en', withDay(2));
    await line.write('A fox');
    expect(line.last.html).toContain('You have $2.00 left for today, $1.60 short');
    await line.tap('✅ Accept');
    expect(line.last.html).toMatch(/^✋ [^]*\$2\.00[^]*A fox/);
    expect(line.begun).toEqual([]);
    await line.tap('🎞 Scenes', '1', '✅ Accept');
    expect(line.requests).toHaveLength(1);
  });

  it('accepts nothing but what stands on the card', async () => {
    const line = new FilmLine();
    await line.write('A fox');
    const accept = line.press('✅ Accept');
    await line.tap('🎞 Scenes', '12');
    await line.talk.hear(accept);
    expect(line.begun).toEqual([]);
    expect(line.last.html).toMatch(/^✋ Something has changed[^]*12 scenes/);
    await line.tap('🎞 Scenes');
    await line.talk.hear({ ...accept, updateId: 500 } satisfies ChatEvent);
    expect(line.begun).toEqual([]);
  });

  it('makes the same again a new film', async () => {
    const line = new FilmLine();
    await line.photo(jpegOf(1280, 720), 'A fox');
    await line.tap('✅ Accept');
    await line.command('start');
    expect(line.last.html).toContain('Last time it was: <i>A fox</i>');
    await line.tap('♻️ The same again');
    expect(line.last.html).toContain('Starts from your picture');
    await line.tap('✅ Accept');
    const [first, second] = line.requests;
    expect(second).toEqual({ ...first, jobId: expect.not.stringContaining(first!.jobId), fresh: true });
  });

  it('makes the film under which it was asked for again', async () => {
    const line = new FilmLine();
    await line.photo(jpegOf(1280, 720), 'A fox');
    await line.tap('✅ Accept');
    const again = async (jobId: string): Promise<void> => {
      await line.does({ kind: 'press', pressId: 'again', data: `film:again:${jobId}`, messageId: 5 });
    };
    line.store.objects.clear();
    await again(line.requests[0]!.jobId);
    expect(line.last.html).toMatch(/^🖼 Your picture was kept too long ago[^]*A fox/);
    await again('01931a2b-0000-7000-8000-000000000001');
    expect(line.toast).toContain('I do not remember it');
    const [request] = line.requests;
    line.jobs.set('other', { request: { ...request!, requester: { ...request!.requester, personId: '8' } } });
    await again('other');
    expect(line.toast).toContain('Only the person who ordered');
  });
});

describe('a picture', () => {
  it('begins the film, with its caption as the prompt', async () => {
    const line = new FilmLine();
    await line.photo(pngOf(720, 1280), 'A fox runs');
    expect(line.last.html).toContain('Starts from your picture');
    expect(line.last.html).toContain('another shape than 16:9');
    await line.tap('✅ Accept');
    const [key] = line.store.objects.keys();
    expect(key).toMatch(/^uploads\/[0-9a-f]{64}\.png$/);
    expect(line.requests[0]?.startFrame).toMatchObject({ key, contentType: 'image/png' });
  });

  it('without words asks for them, and can be left out again', async () => {
    const line = new FilmLine();
    await line.photo(jpegOf(1280, 720));
    expect(line.last.html).toContain('I have your picture');
    await line.write('A fox');
    await line.tap('🖼 No picture', '✅ Accept');
    expect(line.requests[0]).not.toHaveProperty('startFrame');
  });

  it('comes at any step, and with a line', async () => {
    const line = new FilmLine();
    await line.command('new');
    await line.photo(jpegOf(1280, 720));
    expect(line.last.html).toMatch(/^🖼 I have your picture[^]*Which model/);
    await line.photo(jpegOf(1280, 720), '/new A fox --scense 2');
    await line.command('new', 'A fox --scenes 2');
    expect(line.last.html).toContain('2 scenes');
    expect(line.last.html).toContain('Starts from your picture');
  });

  it('with a command is that command, and no command is taken for words', async () => {
    const line = new FilmLine();
    await line.photo(jpegOf(1280, 720), '/new');
    expect(line.last.html).toContain('I have your picture');
    expect((await line.conversations.read('7.7'))?.draft).not.toHaveProperty('prompt');
    await line.photo(jpegOf(1280, 720), '/new A fox');
    expect(line.last.html).toMatch(/Starts from your picture/);
    await line.photo(jpegOf(1280, 720), '/help');
    expect(line.last.html).toContain('There is no command /help');
    expect((await line.conversations.read('7.7'))?.draft).toMatchObject({ prompt: 'A fox', step: 'summary' });
    await line.photo(jpegOf(100, 100), '/new A hare');
    expect(line.last.html).toMatch(/too small[^]*A fox/);
  });

  it('of an album is the first one, in whatever order they come, and that is told once', async () => {
    const first = jpegOf(1280, 720);
    const album = [
      { bytes: first, caption: 'A fox', place: 10 },
      { bytes: jpegOf(1280, 800), caption: '', place: 11 },
      { bytes: jpegOf(1920, 1080), caption: '', place: 12 },
    ];
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
      [1, 2, 0],
      [2, 1, 0],
    ]) {
      const line = new FilmLine();
      for (const at of order) {
        const { bytes, caption, place } = album[at]!;
        await line.photo(bytes, caption, { id: '13', place });
      }
      expect(line.chats.messages).toHaveLength(1);
      expect(line.last.html).toMatch(/of these I take the first[^]*A fox/);
      await line.tap('✅ Accept');
      expect(line.store.objects.get(line.requests[0]!.startFrame!.key)).toEqual(first);
    }
  });

  it('of an album stands as it is while the others come, and words with any of them count', async () => {
    const line = new FilmLine();
    await line.photo(jpegOf(1280, 720), '', { id: '13', place: 10 });
    const card = line.last;
    await line.photo(jpegOf(1280, 800), '', { id: '13', place: 11 });
    expect(line.last).toEqual(card);
    await line.photo(jpegOf(1280, 800), 'A fox', { id: '13', place: 12 });
    expect(line.last.html).toContain('A fox');
    await line.photo(jpegOf(1920, 1080), '', { id: '14', place: 9 });
    expect(line.last.html).toContain('of these I take the first');
    expect((await line.conversations.read('7.7'))?.draft?.picture).toMatchObject({ width: 1920 });
  });

  it('that cannot be used is told why', async () => {
    const line = new FilmLine();
    await line.photo(jpegOf(100, 100));
    expect(line.last.html).toContain('100 × 100');
    await line.photo(Buffer.from('no picture'));
    expect(line.last.html).toContain('I cannot see a picture');
    await line.does({ kind: 'photo', fileId: 'heavy', bytes: 10_000_001, caption: '' });
    expect(line.last.html).toContain('up to 10 MB');
  });

  it('that cannot be looked for just now is waited for: nothing is ordered, nothing is lost', async () => {
    const line = new FilmLine();
    await line.photo(jpegOf(1280, 720), 'A fox');
    const goAway = () =>
      jest.spyOn(line.store, 'exists').mockRejectedValue(new StoreUnavailableError('ECONNREFUSED'));
    const away = goAway();
    await line.tap('✅ Accept');
    expect(line.begun).toEqual([]);
    expect(line.last.html).toMatch(/cannot look for your picture just now[^]*Starts from your picture/);
    away.mockRestore();
    await line.tap('✅ Accept');
    expect(line.requests[0]?.startFrame).toBeDefined();
    await line.command('start');
    goAway();
    await line.tap('♻️ The same again');
    expect(line.toast).toContain('cannot look for your picture just now');
  });

  it('that is gone is not promised', async () => {
    const line = new FilmLine();
    await line.photo(jpegOf(1280, 720), 'A fox');
    line.store.objects.clear();
    await line.tap('✅ Accept');
    expect(line.begun).toEqual([]);
    expect(line.last.html).toMatch(/^🖼 Your picture was kept too long ago[^]*A fox/);
  });
});

describe('the most a film may cost', () => {
  it('is remembered for its changes as the person said it', async () => {
    const line = new FilmLine();
    await line.command('new', 'A fox --budget 9');
    await line.tap('✅ Accept');
    expect(line.begun).toMatchObject([{ priceUsd: 3.6, mostUsd: 9, request: { budgetUsd: 5.4 } }]);
  });

  it('is half as much again, in whole cents, and never more than was said', () => {
    expect([mostFor(3.6, undefined), mostFor(0.01, undefined), mostFor(3.6, 4)]).toEqual([5.4, 0.02, 4]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), (micros) => {
        const price = roundUsd(micros / 1_000_000);
        const most = mostFor(price, undefined);
        expect(most).toBeGreaterThanOrEqual(roundUsd(price * 1.5) - 1e-9);
        expect(most).toBeLessThan(price * 1.5 + 0.0101);
        expect(Math.abs(most * 100 - Math.round(most * 100))).toBeLessThan(1e-6);
      }),
    );
  });
});
