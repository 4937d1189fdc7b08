import { ChangeRequested } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import { CutTalk } from '../../../test/cut-talk.js';
import { jobRequested, newJobId, plannedScene, scenesPlanned } from '../../../test/films.js';
import { deliveredJob } from '../../../test/shown-films.js';

const order = (talk: CutTalk) => talk.effects('change')[0]?.data;

describe('re-shooting a scene', () => {
  it('asks which, says what happens to the others and what it costs, and is only then asked of the line', async () => {
    const talk = new CutTalk(deliveredJob());
    await talk.film('shoot');
    expect(talk.panel?.html).toContain('<b>2.</b> What happens in scene 2');
    expect(talk.labels()).toEqual(['1', '2', '3', '✖️ Cancel']);

    await talk.press('2');
    expect(talk.panel?.html).toBe(
      [
        '🎬 <b>Scene 2 of 3</b>\n<blockquote>What happens in scene 2</blockquote>',
        '📹 Veo 3.1 Fast, 4 s\n💵 <b>$0.60</b> · ⏳ about a minute',
        'Only this scene is shot again, all others stay as they are. It begins on the picture on which scene 1 ends. It ends on the picture with which scene 3 begins, so the join stays smooth.',
      ].join('\n\n'),
    );
    expect(talk.admitted).toEqual([]);

    await talk.press('✅ Re-shoot for $0.60');
    const { jobId } = talk.job!;
    expect(order(talk)).toEqual({
      ...{ jobId, revision: 1, budgetUsd: 2.7, personDayBudgetUsd: 20 },
      change: { kind: 'retake', scenes: [{ scene: 2 }] },
    });
    expect(() => ChangeRequested.data.parse(order(talk))).not.toThrow();
    expect(talk.effects('change')[0]?.priceUsd).toBe(0.6);
    expect(talk.effects('show-job')).toEqual([]);
    expect(talk.admitted).toEqual([[jobId, 1, 0.6]]);
    expect(talk.conversation).not.toHaveProperty('change');
  });

  it('takes the words under a picture, and says that the picture is of no use', async () => {
    const talk = new CutTalk(deliveredJob());
    await talk.film('shoot');
    await talk.press('3');
    await talk.press('✏️');
    const { effects } = await talk.show('The fox is gone');
    expect(effects?.map(({ kind }) => kind)).toEqual(['message', 'panel']);
    expect(talk.effects('message')[0]?.screen.html).toContain('cannot use a picture for a scene');
    expect(talk.panel?.html).toContain('The fox is gone');
  });

  it('takes new words, which can be taken back', async () => {
    const talk = new CutTalk(deliveredJob(), 'ru');
    await talk.film('shoot');
    await talk.press('3');
    await talk.press('✏️');
    expect(talk.panel?.html).toContain('<code>What happens in scene 3</code>');
    await talk.write('  Лиса <исчезает> в снегу  ');
    expect(talk.panel?.html).toContain(
      'Сцена 3 из 3, новый текст</b>\n<blockquote>Лиса &lt;исчезает&gt; в снегу',
    );
    expect(talk.labels()).toContain('↩️ Прежний текст');
    await talk.press('✅ Переснять за $0.60');
    expect(order(talk)?.change).toEqual({
      kind: 'retake',
      scenes: [{ scene: 3, prompt: 'Лиса <исчезает> в снегу' }],
    });

    await talk.film('shoot');
    await talk.press('3');
    await talk.press('✏️');
    await talk.write('Другое');
    await talk.press('↩️');
    await talk.press('✅');
    expect(order(talk)?.change).toEqual({ kind: 'retake', scenes: [{ scene: 3 }] });
  });

  it('answers words that are too long, and a picture without words', async () => {
    const talk = new CutTalk(deliveredJob());
    await talk.film('shoot');
    await talk.press('1');
    await talk.press('✏️');
    await talk.write('x'.repeat(3_001));
    expect(talk.panel?.html).toMatch(/^✋ That is 3,001 characters, and only 3,000 fit/);
    await talk.show('');
    expect(talk.panel?.html).toMatch(/^✋ This needs words/);
    await talk.show('A bear instead');
    expect(talk.panel?.html).toContain('A bear instead');
    expect(talk.conversation.awaiting).toBeUndefined();
  });

  it('says in a group how to be heard', async () => {
    const talk = new CutTalk(deliveredJob());
    talk.chatKind = 'group';
    await talk.film('shoot');
    await talk.press('1');
    await talk.press('✏️');
    expect(talk.panel?.html).toMatch(/reply to this very message/);
    await talk.write('A bear');
    expect(talk.panel?.html).not.toMatch(/reply to this/);
  });

  it('offers other models at their own price and says when the join suffers', async () => {
    const talk = new CutTalk(deliveredJob());
    await talk.film('shoot');
    await talk.press('2');
    await talk.press('📹');
    expect(talk.labels()).toEqual([
      '✓ Veo 3.1 Fast · $0.60',
      'Kling 2.5 Turbo Pro · $0.35',
      'Veo 3.1 · $1.60',
      '◀️ Back',
      '✖️ Cancel',
    ]);
    await talk.press('Kling');
    expect(talk.panel?.html).toContain('📹 Kling 2.5 Turbo Pro, 5 s\n💵 <b>$0.35</b>');
    expect(talk.panel?.html).toContain(
      'cannot end on a given picture, so the join to scene 3 may become abrupt',
    );
    await talk.press('✅ Re-shoot for $0.35');
    expect(order(talk)?.change).toEqual({
      kind: 'retake',
      scenes: [{ scene: 2, model: 'kling_2_5_turbo' }],
    });
  });

  it('takes all scenes that follow along, the new words only where they belong', async () => {
    const talk = new CutTalk(deliveredJob());
    await talk.film('shoot');
    await talk.press('2');
    await talk.press('⏩');
    expect(talk.panel?.html).toContain('Scenes 2 to 3 are shot again');
    await talk.press('✏️');
    await talk.write('Something else');
    await talk.press('✅ Re-shoot for $1.20');
    expect(order(talk)?.change).toEqual({
      kind: 'retake',
      scenes: [{ scene: 2, prompt: 'Something else' }, { scene: 3 }],
    });
  });

  it('shoots every shot of a long scene, and counts scenes as the person does', async () => {
    const scenes = [plannedScene(1), plannedScene(2), plannedScene(2, { scene: 3, seam: 'continuous' })];
    const jobId = newJobId();
    const request = jobRequested(jobId, 'telegram');
    const talk = new CutTalk(deliveredJob({ plan: scenesPlanned(jobId, { scenes }) }, request));
    await talk.film('shoot');
    expect(talk.labels()).toEqual(['1', '2', '✖️ Cancel']);
    await talk.press('2');
    expect(talk.panel?.html).toContain('Scene 2 of 2');
    await talk.press('✏️');
    await talk.write('Again');
    expect(talk.panel?.html).toContain('Veo 3.1 Fast, 8 s');
    await talk.press('✅ Re-shoot for $1.20');
    expect(order(talk)?.change).toEqual({
      kind: 'retake',
      scenes: [
        { scene: 2, prompt: 'Again' },
        { scene: 3, prompt: 'Again' },
      ],
    });
  });

  it('leads back step by step, and can be left', async () => {
    const talk = new CutTalk(deliveredJob());
    await talk.film('shoot');
    await talk.press('1');
    await talk.press('✏️');
    await talk.press('◀️');
    expect(talk.panel?.html).toContain('Scene 1 of 3');
    expect(talk.conversation.awaiting).toBeUndefined();
    await talk.press('◀️');
    expect(talk.labels()).toEqual(['1', '2', '3', '✖️ Cancel']);
    await talk.press('✖️');
    expect(talk.panel).toBeUndefined();
    expect(talk.conversation.change).toBeUndefined();
  });

  it('shows nobody a question with one answer', async () => {
    const jobId = newJobId();
    const plan = scenesPlanned(jobId, { scenes: [plannedScene(1)] });
    const talk = new CutTalk(deliveredJob({ plan }, jobRequested(jobId, 'telegram')));
    await talk.film('shoot');
    expect(talk.panel?.html).toContain('Scene 1 of 1');
    expect(talk.labels()).toEqual(['✅ Re-shoot for $0.60', '✏️ New text', '📹 Another model', '✖️ Cancel']);
  });

  it('says what a limit is and keeps the choice', async () => {
    const talk = new CutTalk(deliveredJob());
    talk.refusal = { because: 'person-day', limitUsd: 5, leftUsd: 0.1 };
    await talk.film('shoot');
    await talk.press('2');
    await talk.press('✅');
    expect(talk.effects('change')).toEqual([]);
    expect(talk.panel?.html).toMatch(/\$0\.10[^]*Scene 2 of 3/);
    talk.refusal = undefined;
    await talk.press('✅');
    expect(order(talk)).toBeDefined();
  });
});

describe('making a film longer', () => {
  it('asks how much and what, and says what the whole will be', async () => {
    const talk = new CutTalk(deliveredJob());
    await talk.film('more');
    expect(talk.labels()).toEqual(['1 scene · $0.60', '2 scenes · $1.20', '3 scenes · $1.80', '✖️ Cancel']);
    await talk.press('2');
    await talk.write('The fox finds a cub');
    expect(talk.panel?.html).toBe(
      [
        '➕ <b>2 more scenes</b>',
        '<blockquote>The fox finds a cub</blockquote>',
        '🎞 The whole film will be 0:20 long.\n💵 <b>$1.20</b> · ⏳ about 2 minutes',
      ].join('\n\n'),
    );
    await talk.press('✅ Shoot for $1.20');
    expect(order(talk)).toMatchObject({
      revision: 1,
      budgetUsd: 3.6,
      change: { kind: 'extend', prompt: 'The fox finds a cub', scenes: 2 },
    });
    expect(() => ChangeRequested.data.parse(order(talk))).not.toThrow();
  });

  it('can be left to us', async () => {
    const talk = new CutTalk(deliveredJob(), 'ru');
    await talk.film('more');
    await talk.press('1 сцена');
    await talk.press('🎲');
    expect(talk.panel?.html).toContain('<i>Что будет дальше, придумаю сам.</i>');
    await talk.press('✅ Снять за $0.60');
    expect(order(talk)?.change).toMatchObject({ kind: 'extend', scenes: 1 });
    expect(JSON.stringify(order(talk)?.change)).toContain('История идёт дальше');
  });

  it('is refused kindly when the film is as long as a film can be', async () => {
    const jobId = newJobId();
    const scenes = Array.from({ length: 60 }, (_, at) => plannedScene(at + 1));
    const talk = new CutTalk(
      deliveredJob({ plan: scenesPlanned(jobId, { scenes }) }, jobRequested(jobId, 'telegram')),
    );
    await talk.film('more');
    expect(talk.reply.toast?.text).toMatch(/as long as a film can be/);
    expect(talk.effects('panel')).toEqual([]);
  });
});
