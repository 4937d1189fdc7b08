import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type DataOf,
  JobCancelled,
  JobRequested,
  ScenesPlanned,
  StoryboardApproved,
  StoryboardEdited,
} from '@kinoline/contracts';
import type { Person, Screen } from '@kinoline/sandbox';
import { waitFor } from '@kinoline/testing';
import { type ChatLine, startChatLine } from './chat-line.js';
import { plannedScene, scenesPlanned } from './films.js';

const usdASecond = 0.15;

const texts = {
  en: {
    title: /The storyboard of your film/,
    accept: '✅ Accept',
    ask: /What happens in scene 2\?/,
    askNew: /What happens in the new scene, after scene 3/,
    waiting: /Taking it over/,
    old: /out of date/,
    words: '✏️ New text',
    drop: /^➖ Drop −\$0\.60$/,
    dropped: /^➖ Yes, drop it −\$0\.60$/,
    approve: (price: string) => `✅ Approve · $${price}`,
    storm: 'A storm comes up over the lake',
    end: 'The fox is home',
  },
  ru: {
    title: /Раскадровка вашего фильма/,
    accept: '✅ Принять',
    ask: /Что происходит в сцене 2\?/,
    askNew: /Что происходит в новой сцене, после сцены 3/,
    waiting: /Вношу правку/,
    old: /устарели/,
    words: '✏️ Новый текст',
    drop: /^➖ Убрать −\$0\.60$/,
    dropped: /^➖ Да, убрать −\$0\.60$/,
    approve: (price: string) => `✅ Утвердить · $${price}`,
    storm: 'Над озером поднимается буря',
    end: 'Лиса дома',
  },
} as const;

let line: ChatLine;
beforeAll(async () => {
  line = await startChatLine({ env: { APPROVE_ABOVE_USD: '0', QUOTA_PERSON_DAY_USD: '20' } });
});
afterAll(async () => {
  await line.stop();
});

let people = 500;
const newcomer = (language: 'en' | 'ru'): Person => line.person({ id: (people += 1), language });

/** A plan as the planner would say it: priced, three scenes unless told otherwise. */
function plan(
  { jobId, settings }: DataOf<typeof JobRequested>,
  revision: number,
  scenes = [1, 2, 3].map((beat) => plannedScene(beat)),
): DataOf<typeof ScenesPlanned> {
  const seconds = scenes.reduce((sum, scene) => sum + scene.seconds, 0);
  const estimate = {
    costUsd: Math.round(seconds * usdASecond * 100) / 100,
    filmSeconds: seconds,
    waitSeconds: 120,
  };
  return { ...scenesPlanned(jobId, { revision, scenes, estimate }), settings };
}

/** Begins a film of three scenes, and has it planned; gives the job and its storyboard in the chat. */
async function begin(person: Person, language: 'en' | 'ru') {
  await person.say('/new A fox on the ice --scenes 3 --seconds 4 --model veo_3_1_fast');
  await (await person.tap(texts[language].accept)).answered();
  const job = await waitFor(
    async () =>
      (await line.all(JobRequested)).find(({ requester }) => requester.personId === String(person.id)),
    { what: 'JobRequested' },
  );
  await line.say(ScenesPlanned, plan(job, 1));
  return { job, list: await person.waitFor(texts[language].title) };
}

/** Waits for the edit of a revision and takes it over, as the planner does. */
async function takeOver(job: DataOf<typeof JobRequested>, revision: number) {
  const { data } = await line.heard(StoryboardEdited, { jobId: job.jobId, revision });
  await line.say(ScenesPlanned, plan(job, revision + 1, [...data.storyboard.scenes]));
  return data;
}

const drafts = ({ storyboard }: DataOf<typeof StoryboardEdited>): string[] =>
  storyboard.scenes.map(({ draft }) => draft.replace('What happens in scene ', ''));

/** The list, once it can be pressed again and shows what was changed. */
const listAgain = (person: Person, language: 'en' | 'ru', changed: RegExp): Promise<Screen> =>
  person.waitFor(
    ({ text, buttons }) => texts[language].title.test(text) && changed.test(text) && buttons.length > 0,
  );

describe('a storyboard in the chat', () => {
  it('gives its place back to the film that is put together when a scene was looked at', async () => {
    const person = newcomer('en');
    const { list } = await begin(person, 'en');
    await person.say('A hare in the grass');
    await person.waitFor(/Have a look[^]*A hare/);
    await person.tap('✏️ 2', { on: list.messageId });
    await person.waitFor(/Scene 2 of 3/);
    await person.tap(/^◀️/);
    await person.waitFor(/Have a look[^]*A hare/);
    await person.say('/settings');
    await person.tap('✖️ Close');
    await person.waitFor(/Have a look[^]*A hare/);
    await line.settled();
    const cards = (await person.messages()).filter(({ text }) => text.includes('Have a look'));
    expect(cards).toHaveLength(1);
  });

  it.each(['en', 'ru'] as const)(
    'is edited and approved, with a restart of the gateway at every step (%s)',
    async (language) => {
      const say = texts[language];
      const person = newcomer(language);
      const { job, list } = await begin(person, language);

      await line.withRestarts([
        () => person.tap('✏️ 2', { on: list.messageId }),
        () => person.tap(say.words),
        () => person.waitFor(say.ask),
        () => person.say(say.storm),
      ]);
      expect(drafts(await takeOver(job, 1))).toEqual(['1', say.storm, '3']);
      // Below what the person wrote.
      const moved = await listAgain(person, language, new RegExp(`2\\. .*\\n${say.storm}`));
      expect(moved.messageId).toBeGreaterThan(list.messageId);

      await line.withRestarts([() => person.tap('✏️ 3'), () => person.tap(/^⬆️/)]);
      expect(drafts(await takeOver(job, 2))).toEqual(['1', '3', say.storm]);
      const again = await listAgain(person, language, new RegExp(`3\\. .*\\n${say.storm}`));
      expect(again.messageId).toBe(moved.messageId);

      // What stood there before the edit is old, whatever is pressed.
      for (const label of ['✏️ 3', /^➕/, /^✅/]) {
        const stale = await person.tap(label, { on: moved.messageId, version: moved.version });
        expect((await stale.answered()).text).toMatch(say.old);
      }
      await line.restartGateway();

      await line.withRestarts([
        () => person.tap('✏️ 1'),
        () => person.tap(/^⏱/),
        () => person.tap(/^12 .*\+\$1\.20$/),
      ]);
      const long = await takeOver(job, 3);
      expect(long.storyboard.scenes.map(({ beat, seconds }) => [beat, seconds])).toEqual([
        [1, 6],
        [1, 6],
        [2, 4],
        [3, 4],
      ]);
      expect(long.budgetUsd).toBe(4.5);
      await listAgain(person, language, /1\. 12 /);

      await line.withRestarts([
        () => person.tap(/^➕/),
        () => person.waitFor(say.askNew),
        () => person.say(say.end),
      ]);
      expect(drafts(await takeOver(job, 4))).toEqual(['1', '1', '3', say.storm, say.end]);
      await listAgain(person, language, new RegExp(`4\\. .*\\n${say.end}`));

      await line.withRestarts([
        () => person.tap('✏️ 2'),
        () => person.tap(say.drop),
        () => person.tap(say.dropped),
      ]);
      expect(drafts(await takeOver(job, 5))).toEqual(['1', '1', say.storm, say.end]);

      await (await person.tap(say.approve('3.00'))).answered();
      await line.heard(StoryboardApproved, { jobId: job.jobId, revision: 6 });
      await line.settled();
      const budget = await (async () => {
        await person.say('/budget');
        return person.waitFor(/\$20\.00/);
      })();
      expect(budget.text).toContain('$3.00');
      expect(budget.text).toContain('$17.00');
      // One message holds the list; no panel is left behind.
      const standing = (await person.messages()).filter(
        ({ from, buttons }) => from === 'bot' && buttons.length > 0,
      );
      expect(standing.length).toBeLessThanOrEqual(1);
    },
    180_000,
  );

  it('waits for the planner, and answers meanwhile', async () => {
    const person = newcomer('en');
    const { job, list } = await begin(person, 'en');
    await person.tap('✏️ 2', { on: list.messageId });
    await person.tap(/^⬇️/);
    await person.waitFor(texts.en.waiting);
    const again = await person.tap('✏️ 1', { on: list.messageId, version: list.version });
    expect((await again.answered()).text).toMatch(/still being passed on/);
    // The planner may refuse; that is said in words, and everything is as it was.
    await line.heard(StoryboardEdited, { jobId: job.jobId, revision: 1 });
    const refused = {
      ...plan(job, 2),
      warnings: [
        { code: 'edit-refused' as const, reason: 'model-gone' as const, detail: 'the model is gone' },
      ],
    };
    await line.say(ScenesPlanned, refused);
    expect((await person.waitFor(/A model that this needs is no longer available/)).text).not.toContain(
      'the model is gone',
    );
    const edits = (await line.all(StoryboardEdited)).filter(({ jobId }) => jobId === job.jobId);
    expect(edits).toHaveLength(1);
  });

  it('is cancelled after a question', async () => {
    const person = newcomer('ru');
    const { job } = await begin(person, 'ru');
    await person.tap('✖️ Остановить фильм');
    await person.tap('✖️ Да, остановить');
    await line.heard(JobCancelled, { jobId: job.jobId, cut: 1 });
  });
});
