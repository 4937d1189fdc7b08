import { createHash } from 'node:crypto';
import { JobRequested } from '@kinoline/contracts';
import type { Person } from '@kinoline/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChatLine, startChatLine } from './chat-line.js';
import { wholePng } from './pictures.js';

let line: ChatLine;
beforeAll(async () => {
  line = await startChatLine({ env: { QUOTA_PERSON_DAY_USD: '20' } });
});
afterEach(async () => {
  await line.sandbox.telegram.deliver({ times: 1, windowMs: 0 });
});
afterAll(() => line.stop());

const texts = {
  en: {
    prompt: 'A red fox finds an old lantern on a frozen lake. It carries it home through the snow.',
    greeting: /Hello/,
    accept: '✅ Accept',
    scenes: '4 scenes × 6 s = 0:24',
    left: /You have \$20\.00 for today, \$16\.40 will be left/,
  },
  ru: {
    prompt: 'Рыжая лиса находит на озере старый фонарь. Она несёт его домой через снег.',
    greeting: /Здравствуйте/,
    accept: '✅ Принять',
    scenes: '4 сцены × 6 с = 0:24',
    left: /На сегодня у вас \$20\.00, после этого останется \$16\.40/,
  },
} as const;

let people = 100;
const newcomer = (language: 'en' | 'ru' = 'en'): Person => line.person({ id: (people += 1), language });

/** What the bot's messages say that stand in the chat. */
async function standing(person: Person): Promise<string[]> {
  return (await person.messages()).filter(({ from }) => from === 'bot').map(({ text }) => text);
}

async function requestsOf({ id }: Person) {
  const all = await line.all(JobRequested);
  return all.filter(({ requester }) => requester.personId === String(id));
}

/** Every step from /start to Accept; `between` happens before each. */
async function choose(person: Person, language: 'en' | 'ru', between: () => Promise<void>): Promise<void> {
  const { prompt, greeting, scenes, left, accept } = texts[language];
  const steps: readonly (() => Promise<unknown>)[] = [
    () => person.say('/start'),
    () => person.waitFor(greeting),
    () => person.tap(/📹/),
    () => person.tap(/Veo 3\.1 Fast/),
    () => person.tap(/9:16/),
    () => person.tap(/▶️/),
    () => person.waitFor(/✏️/),
    () => person.say(prompt),
    () => person.tap(/^6/),
    () => person.tap(/^4$/),
    () => person.waitFor((screen) => screen.text.includes(scenes) && left.test(screen.text)),
    async () => (await person.tap(accept)).answered(),
  ];
  for (const step of steps) {
    await step();
    await between();
  }
}

describe('choosing a film in a chat', () => {
  it.each(['en', 'ru'] as const)(
    'leads from /start to the job, whatever comes thrice, in one message (%s)',
    async (language) => {
      const person = newcomer(language);
      await line.sandbox.telegram.deliver({ times: 3, windowMs: 50 });
      await choose(person, language, () => Promise.resolve());
      await line.settled();
      expect(await standing(person)).toHaveLength(1);
      expect(await requestsOf(person)).toEqual([
        expect.objectContaining({
          prompt: texts[language].prompt,
          requester: {
            channel: 'telegram',
            personId: String(person.id),
            chatId: String(person.chatId),
            locale: language,
          },
          settings: expect.objectContaining({ aspect: '9:16', scenes: 4, secondsPerScene: 6 }),
          budgetUsd: 5.4,
          personDayBudgetUsd: 20,
          whenStuck: 'ask',
        }),
      ]);
    },
  );

  it('goes on after a restart of the gateway at every step', async () => {
    const person = newcomer('ru');
    await choose(person, 'ru', async () => {
      await line.settled();
      await line.restartGateway();
    });
    expect(await requestsOf(person)).toHaveLength(1);
  }, 180_000);

  it('begins one job for two taps, which two replicas hear', async () => {
    const replica = await line.addReplica();
    const person = newcomer();
    await person.say('A fox runs through the snow');
    const card = await person.waitFor(/Have a look/);
    const on = { on: card.messageId, version: card.version };
    const taps = await Promise.all([1, 2, 3].map(() => person.tap('✅ Accept', on)));
    const answers = await Promise.all(taps.map((tap) => tap.answered()));
    expect(answers.filter(({ text }) => text === 'Accepted, on it')).toHaveLength(1);
    await line.settled();
    expect(await requestsOf(person)).toHaveLength(1);
    await line.stopReplica(replica);
  });

  it('loses no text, whenever it comes', async () => {
    const person = newcomer();
    await person.say('/new');
    await person.waitFor(/Which model/);
    await person.say('A fox runs through the snow');
    await person.waitFor(/That will be the text of the film[^]*Which model/);
    await person.send({ kind: 'voice', bytes: new Uint8Array(2_000), seconds: 3 });
    await person.waitFor(/I cannot listen yet[^]*Which model/);
    await person.say('and meets a hen');
    await person.tap(/Add it/);
    await person.waitFor(/^📹 Which model/);
    await person.tap(/Kling/);
    await person.tap(/Next/);
    await person.waitFor(/A fox runs through the snow and meets a hen/);
    // Telegram cuts it into two messages.
    await person.say('fox '.repeat(1_200));
    await person.waitFor(/The text has 4,799 characters/);
    await person.tap(/Take the first 4,000/);
    await person.waitFor(/How long is a scene/);
    expect(await standing(person)).toHaveLength(1);
  });

  it('takes everything in one line, and gives back a line that is not right', async () => {
    const person = newcomer('ru');
    await person.say('/new Лиса «бежит» —scenes 2 --model kling 2.5 turbo pro --seconds 5 --no-sond');
    await person.waitFor(/Может быть, --no-sound\?[^]*\/new Лиса «бежит»/);
    await person.say('/new Лиса «бежит» —scenes 2 --model kling 2.5 turbo pro --seconds 5 --no-sound');
    await person.waitFor(/Лиса «бежит»[^]*2 сцены × 5 с = 0:10/);
    await (await person.tap('✅ Принять')).answered();
    await line.settled();
    expect(await requestsOf(person)).toEqual([
      expect.objectContaining({
        prompt: 'Лиса «бежит»',
        settings: expect.objectContaining({
          model: 'kling_2_5_turbo',
          scenes: 2,
          secondsPerScene: 5,
          audio: false,
        }),
      }),
    ]);
  });

  it('begins the film with a picture that was sent, and the same again as a new film', async () => {
    const person = newcomer();
    const bytes = wholePng(1280, 720);
    line.sandbox.behave({
      match: { operation: 'file.get' },
      action: { kind: 'respond', status: 500 },
      times: 1,
    });
    await person.send({ kind: 'photo', bytes, caption: 'A fox runs through the snow' });
    await person.waitFor(/Starts from your picture/, { timeoutMs: 30_000 });
    await (await person.tap('✅ Accept')).answered();
    await line.settled();
    const [request] = await requestsOf(person);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(request?.startFrame).toEqual({
      ...{ key: `uploads/${sha256}.png`, bytes: bytes.length, sha256, contentType: 'image/png' },
    });
    expect(await line.store.get(request!.startFrame!)).toEqual(bytes);
    await person.say('/start');
    await person.tap(/♻️/);
    await person.waitFor(/Starts from your picture/);
    await (await person.tap('✅ Accept')).answered();
    await line.settled();
    const [first, second] = await requestsOf(person);
    expect([first?.fresh, second?.fresh].sort()).toEqual([false, true]);
  });

  it('knows a command under a picture', async () => {
    const person = newcomer();
    const bytes = wholePng(1280, 720);
    await person.send({ kind: 'photo', bytes, caption: '/new' });
    await person.waitFor(/I have your picture/);
    await person.send({ kind: 'photo', bytes, caption: '/new A fox runs --scenes 2' });
    await person.waitFor(/A fox runs[^]*2 scenes[^]*Starts from your picture/);
    await person.send({ kind: 'photo', bytes, caption: '/help' });
    await person.waitFor(/\/budget/);
    await (await person.tap('✅ Accept')).answered();
    await line.settled();
    expect(await requestsOf(person)).toMatchObject([
      { prompt: 'A fox runs', startFrame: { contentType: 'image/png' } },
    ]);
  });

  it('lets several people choose in one group, each their own film', async () => {
    const group = { id: -1_000, title: 'The crew' };
    const [ada, bob] = [line.person({ id: 201, group }), line.person({ id: 202, firstName: 'Bob', group })];
    await ada.say('/new');
    const panel = await ada.waitFor(/Which model/);
    await bob.say('/new');
    const other = await bob.waitFor(
      (screen) => screen.text.includes('Which model') && screen.messageId !== panel.messageId,
    );
    await (await bob.tap(/Kling/, { on: panel.messageId })).answered();
    await ada.tap(/Veo 3\.1 Fast/, { on: panel.messageId });
    await ada.tap(/Next/, { on: panel.messageId });
    const ask = await ada.waitFor(/reply to this very message/);
    await ada.say('A fox runs through the snow', { replyTo: ask.messageId });
    await ada.tap(/^6/);
    await ada.tap(/^4$/);
    const card = await ada.waitFor(/Have a look/);
    await (await bob.tap('✅ Accept', { on: card.messageId })).answered();
    await line.settled();
    expect(await requestsOf(bob)).toEqual([]);
    await (await ada.tap('✅ Accept', { on: card.messageId })).answered();
    await line.settled();
    expect(await requestsOf(ada)).toMatchObject([{ requester: { chatId: '-1000' } }]);
    expect(
      (await bob.messages()).find(({ messageId }) => messageId === other.messageId)?.buttons,
    ).not.toEqual([]);
  });

  it('stops where money ends, and keeps what was chosen', async () => {
    const person = newcomer();
    await person.say('/new A fox runs through the snow --model veo_3_1 --scenes 20');
    await person.waitFor(/You have \$20\.00 left for today/);
    await person.tap('✅ Accept');
    await person.waitFor(/^✋ [^]*Have a look/);
    await person.tap('✖️ Cancel');
    await person.waitFor(/nothing was spent/);
    expect(await requestsOf(person)).toEqual([]);
  });
});
