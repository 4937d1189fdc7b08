import { beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailableError } from '@kinoline/media-store';
import { Logger } from '@nestjs/common';
import { JobStory, request } from '../../../test/job-facts.js';
import { JobLine } from '../../../test/job-line.js';
import type { Effect } from '../../conversation/effect.js';
import type { Reply, Turn } from '../../conversation/topic.js';
import type { Happening } from '../../telegram/chat-event.js';
import { pressData, readPressData } from '../../telegram/press-data.js';
import type { Screen } from '../../telegram/screen.js';

Logger.overrideLogger(false);

describe('the buttons of a status message', () => {
  let line: JobLine;
  let story: JobStory;
  beforeEach(async () => {
    line = new JobLine();
    story = new JobStory();
    now = new Date('2026-11-22T12:00:00Z');
    await line.shows(story);
  });

  let now: Date;
  const turn = (what: Happening, personId = '7'): Promise<Turn> => {
    return line.memory.people.turn(personId, what, now).then((found) => ({
      ...found,
      event: { ...found.event, chat: { id: '7', kind: 'private' } },
    }));
  };
  /** As {@link turn}, while what earlier taps want is recorded and not said yet. */
  const turnOwing = async (what: Happening, { effects = [] }: Reply): Promise<Turn> => {
    const found = await turn(what);
    const pending = { updateId: 1, effects: [...effects] };
    return { ...found, conversation: { ...found.conversation, pending } };
  };
  const button = (label: string): { data: string; messageId: number } => {
    for (const { rows, messageId } of [...line.chats.messages].reverse()) {
      const found = rows.flat().find((each) => each.label.includes(label));
      if (found && 'data' in found) return { data: found.data, messageId };
    }
    throw new Error(`no button "${label}"`);
  };
  const press = async (label: string, pressed = button(label), personId = '7'): Promise<Reply> => {
    const data = readPressData(pressed.data);
    if (!data) throw new Error(pressed.data);
    return line.topic.press(await turn({ kind: 'press', pressId: 'p', ...pressed }, personId), data);
  };
  const does = async ({ effects = [] }: Reply): Promise<void> => {
    for (const effect of effects) {
      if (effect.kind === 'change') await line.desk.change(effect.data, effect.priceUsd);
      if (effect.kind === 'cancel') await line.desk.cancel(effect);
      if (effect.kind === 'show-job') await line.desk.show(effect);
    }
  };
  const effect = <Kind extends Effect['kind']>(reply: Reply, kind: Kind): Extract<Effect, { kind: Kind }> => {
    const found = reply.effects?.find((each) => each.kind === kind);
    if (!found) throw new Error(`no effect ${kind}`);
    return found as Extract<Effect, { kind: Kind }>;
  };
  const screen = (reply: Reply): Screen => effect(reply, 'message').screen;
  const setAside = async (): Promise<unknown> => {
    const person = await line.memory.people.people.read('7');
    if (!person) throw new Error('nobody');
    return line.memory.people.quotas.standing(person, new Date('2026-11-22T12:00:00Z'));
  };
  const text = (): string => line.chats.messages.findLast(({ kind }) => kind === 'text')?.html ?? '';

  it('stop a job after a question', async () => {
    await line.follows(story.planned().rendered(1));
    await does(await press('Stop'));
    expect(text()).toContain('Really stop this film?');
    await does(await press('No, go on'));
    expect(text()).not.toContain('Really');
    await does(await press('Stop'));
    const stop = button('Yes, stop');
    await does(await press('Yes, stop'));
    expect(line.memory.said.at(-1)).toEqual(['JobCancelled', { jobId: story.jobId, cut: 1, by: 'person' }]);
    expect(text()).toContain('Stopped');
    const late = await press('', stop);
    expect(late.toast?.text).toContain('out of date');
    expect(late.effects).toMatchObject([{ kind: 'show-job', below: false }]);
  });

  it('do not stop a film while a change of it is being passed on: the stop would name the cut before', async () => {
    await line.follows(story.planned().rendered(1).held(2, 1));
    await does(await press('Stop'));
    const stop = button('Yes, stop');
    await does(await press('', { ...stop, data: stop.data.replace(':stop:', ':main:') }));
    const ask = button('Stop the film');
    await does(await press('Try again'));
    const before = await setAside();
    for (const pressed of [stop, ask]) {
      const late = await press('', pressed);
      expect([late.toast?.text, late.effects]).toEqual([expect.stringContaining('One moment'), undefined]);
    }
    const typed = await turn({ kind: 'command', name: 'cancel', rest: '' });
    expect(screen((await line.topic.commands['cancel']?.(typed, '')) ?? {}).html).toContain('One moment');
    expect(line.memory.said.some(([name]) => name === 'JobCancelled')).toBe(false);
    expect(await setAside()).toEqual(before);
    await line.follows(story.asks({ kind: 'retake', scenes: [{ scene: 2 }] }).changed());
    await does(await press('Stop the film'));
    await does(await press('Yes, stop'));
    expect(line.memory.said.at(-1)).toEqual(['JobCancelled', { jobId: story.jobId, cut: 2, by: 'person' }]);
  });

  it('wait for what an earlier tap still owes the line, whichever came first', async () => {
    await line.follows(story.planned().rendered(1).held(2, 1));
    const again = button('Try again');
    await does(await press('Stop'));
    const stop = button('Yes, stop');
    const taps = [again, stop];
    for (const first of taps) {
      const owed = await press('', first);
      expect(owed.effects?.map(({ kind }) => kind)).toContain(first === stop ? 'cancel' : 'change');
      for (const second of taps) {
        const data = readPressData(second.data);
        if (!data) throw new Error(second.data);
        const late = await line.topic.press(
          await turnOwing({ kind: 'press', pressId: 'p', ...second }, owed),
          data,
        );
        expect([late.toast?.text, late.effects]).toEqual([expect.stringContaining('One moment'), undefined]);
      }
      const typed = await turnOwing({ kind: 'command', name: 'cancel', rest: '' }, owed);
      expect(screen((await line.topic.commands['cancel']?.(typed, '')) ?? {}).html).toContain('One moment');
    }
  });

  it('have a scene made in other words, once', async () => {
    await line.follows(story.planned().rendered(1).held(2, 1));
    const old = button('New text');
    const asked = await press('New text');
    const panel = effect(asked, 'panel').screen;
    expect(panel.html).toContain('What happens in scene 2?');
    expect(panel.html).toContain('<code>Scene 2: the fox goes on');
    expect(panel.html).not.toContain('cinematic');
    const awaited = readPressData(asked.awaiting ?? '');
    if (!awaited) throw new Error('nothing awaited');
    const give = async (words: string): Promise<Reply> =>
      line.topic.give(await turn({ kind: 'text', text: words }), { kind: 'text', text: words }, awaited);
    expect(screen(await give(' ')).html).toContain('needs words');
    expect(screen(await give('x'.repeat(3_001))).html).toContain('only 3,000 fit');
    const given = await give('A hare instead');
    expect(given).toMatchObject({ awaiting: undefined });
    await does(given);
    const change = { kind: 'retake', scenes: [{ scene: 2, prompt: 'A hare instead' }] };
    expect(line.memory.said.at(-1)).toEqual([
      'ChangeRequested',
      { jobId: story.jobId, revision: 1, change, budgetUsd: 3.3 },
    ]);
    expect(text()).toContain('Passing it on');
    expect((await press('', old)).toast?.text).toContain('One moment');
    expect(screen(await give('A hare again')).html).toContain('settled in the meantime');
    await line.follows(story.asks({ kind: 'resume' }).changed());
    expect((await press('', old)).toast?.text).toContain('out of date');
  });

  it('end the question for other words when it is decided otherwise, so that no text is taken for an answer', async () => {
    await line.follows(story.planned().rendered(1).held(2, 1));
    const { awaiting } = await press('New text');
    const again = button('Try again');
    await does(await press('Stop'));
    for (const pressed of [again, button('Yes, stop')]) {
      const data = readPressData(pressed.data);
      if (!data || awaiting === undefined) throw new Error(pressed.data);
      const asked = async (of: string): Promise<Reply> => {
        const found = await turn({ kind: 'press', pressId: 'p', ...pressed });
        return line.topic.press({ ...found, conversation: { ...found.conversation, awaiting: of } }, data);
      };
      const reply = await asked(awaiting);
      expect('awaiting' in reply && reply.awaiting === undefined).toBe(true);
      expect(reply.effects?.[0]).toEqual({ kind: 'close-panel' });
      const other = await asked(pressData('job', 'words', new JobStory().jobId, 1, 60));
      expect('awaiting' in other).toBe(false);
      expect(other.effects?.some(({ kind }) => kind === 'close-panel')).toBe(false);
    }
  });

  it('have a scene made by another model, at the price that was shown', async () => {
    await line.follows(story.planned().rendered(1).held(2, 1));
    await does(await press('Another model'));
    const dearer = { ...button('Veo 3.1 ·'), data: button('Veo 3.1 ·').data.replace(':160:', ':20:') };
    const refused = await press('', dearer);
    expect(refused.toast?.text).toContain('price has changed');
    await does(await press('Kling'));
    const change = { kind: 'retake', scenes: [{ scene: 2, model: 'kling_2_5_turbo' }] };
    expect(line.memory.said.at(-1)?.[1]).toMatchObject({ change });
  });

  it('shoot nothing that costs at another price than was shown', async () => {
    await line.follows(story.planned().rendered(1).held(2, 1));
    const skip = button('Do without it');
    for (const data of [skip.data.replace(':120', ':60'), skip.data.replace(':120', '')]) {
      const refused = await press('', { ...skip, data });
      expect([refused.toast?.text, refused.effects?.map(({ kind }) => kind)]).toEqual([
        'The price has changed, please look again.',
        ['show-job'],
      ]);
    }
    const awaited = readPressData((await press('New text')).awaiting?.replace(':60', ':20') ?? '');
    if (!awaited) throw new Error('nothing awaited');
    const words = 'A hare instead';
    const again = await line.topic.give(
      await turn({ kind: 'text', text: words }),
      { kind: 'text', text: words },
      awaited,
    );
    expect(effect(again, 'panel').screen.html).toMatch(/^✋ The price has changed[^]*for \$0\.60/);
    expect(again.effects?.some(({ kind }) => kind === 'change')).toBe(false);
    expect(again.awaiting).toContain(':60');
  });

  it('go on without a scene, or with what there is', async () => {
    await line.follows(story.planned().rendered(1).held(2, 1));
    expect(effect(await press('Do without it'), 'change')).toMatchObject({
      data: { change: { kind: 'leave-out', scenes: [2] } },
      priceUsd: 1.2,
    });
    expect(effect(await press('of what there is'), 'change')).toMatchObject({
      data: { change: { kind: 'finish' }, budgetUsd: 0.6 },
      priceUsd: 0,
    });
  });

  it('go on with the earlier take of a scene, and with the others', async () => {
    story.planned();
    for (const scene of [1, 2, 3, 4]) story.rendered(scene);
    story.stitched().delivered();
    story.asks({ kind: 'retake', scenes: [{ scene: 2 }, { scene: 3 }, { scene: 4 }] }).changed();
    await line.follows(story.lost(2, 2, { retakeMayHelp: false }).held(2, 2));
    const keep = button('Keep the earlier take');
    const dearer = await press('', { ...keep, data: keep.data.replace(':120', ':60') });
    expect(dearer.toast?.text).toContain('price has changed');
    expect(effect(await press('', keep), 'change')).toMatchObject({
      data: { change: { kind: 'keep', scenes: [2] } },
      priceUsd: 1.2,
    });
    story
      .asks({ kind: 'keep', scenes: [2] })
      .changed()
      .rendered(3, 2)
      .rendered(4, 2);
    expect(story.job).toMatchObject({ stage: 'joining', cut: 3 });
  });

  it('offer the same text again when the clips that are there are not kept any more', async () => {
    await line.follows(story.planned().rendered(1).held(2, 1));
    line.store = { ...line.store, exists: () => Promise.resolve(false) };
    for (const label of ['Try again', 'New text', 'Do without it', 'of what there is']) {
      const reply = await press(label);
      expect(screen(reply).html).toContain('cannot be changed any more');
      expect(
        screen(reply)
          .rows.flat()
          .map((each) => each.label),
      ).toEqual(['♻️ Same text again']);
      expect(reply.effects).toHaveLength(1);
    }
  });

  it('of a job that the planner forgot do nothing but say so, and no command offers it', async () => {
    await line.follows(story.planned().rendered(1).held(2, 1));
    await does(await press('Stop'));
    const stop = button('Yes, stop');
    const main = { ...stop, data: stop.data.replace(':stop:', ':main:') };
    await does(await press('', main));
    const pressed = [stop, main, ...['Try again', 'New text', 'Another model', 'Stop'].map(button)];
    now = new Date(Date.now() + 20 * 24 * 60 * 60 * 1000);
    for (const each of pressed) {
      const reply = await press('', each);
      expect(reply.toast?.text).toContain('cannot be changed any more');
      expect(reply.effects?.map(({ kind }) => kind)).toEqual(['show-job']);
    }
    for (const [name, none] of Object.entries({
      status: 'Nothing is being',
      retry: 'no film',
      cancel: 'Nothing',
    })) {
      const typed = await turn({ kind: 'command', name: name, rest: '' });
      expect(screen((await line.topic.commands[name]?.(typed, '')) ?? {}).html).toContain(none);
    }
  });

  it('order nothing while the store cannot be asked, and wait for the words until it can', async () => {
    await line.follows(story.planned().rendered(1).held(2, 1));
    const asked = await press('New text');
    line.store = { ...line.store, exists: () => Promise.reject(new StoreUnavailableError('ECONNREFUSED')) };
    for (const label of ['Try again', 'New text', 'Do without it', 'of what there is']) {
      const { toast, effects } = await press(label);
      expect(toast?.text).toContain('cannot check the scenes of this film just now');
      expect(effects).toBeUndefined();
    }
    const given = { kind: 'text', text: 'A hare instead' } as const;
    const awaited = await turn(given);
    const conversation = { ...awaited.conversation, awaiting: asked.awaiting };
    const data = readPressData(asked.awaiting ?? '');
    const reply = await line.topic.give({ ...awaited, conversation }, given, data!);
    expect(screen(reply).html).toContain('cannot check the scenes of this film just now');
    expect([reply.awaiting, reply.effects?.length]).toEqual([asked.awaiting, 1]);
    const standing = await line.memory.people.quotas.standing(awaited.person, awaited.now);
    expect(standing.reservedUsd).toBe(0);
  });

  it('say why a limit does not allow it', async () => {
    const limits = { jobsAtOnce: undefined, jobsADay: undefined, dayUsd: 1 };
    Object.assign(line.memory.people.settings.access, { eachPerson: limits });
    await line.follows(story.planned().rendered(1).held(2, 1));
    const reply = await press('Try again');
    expect(reply.toast).toMatchObject({ alert: true, text: expect.stringContaining('$1.00') });
    expect(reply.effects).toBeUndefined();
  });

  it('say when the film would cost more than one may', async () => {
    Object.assign(line.memory.people.settings.access, { budgets: { jobUsd: 2, personDayUsd: undefined } });
    await line.follows(story.planned().rendered(1).held(2, 1));
    const reply = await press('Try again');
    expect(reply.toast).toMatchObject({ alert: true, text: expect.stringContaining('$2.00 at most') });
    expect(reply.effects).toBeUndefined();
  });

  it('are of whoever asked for the film', async () => {
    await line.follows(story.planned());
    expect((await press('Stop', undefined, '8')).toast?.text).toContain('Only the person who ordered');
  });

  it('of a job that is forgotten go', async () => {
    const forgotten = { ...button('Stop'), messageId: 9 };
    line.memory.jobs.stored.clear();
    expect((await press('', forgotten)).effects).toEqual([{ kind: 'buttons', messageId: 9, rows: [] }]);
  });

  describe('commands', () => {
    const command = async (name: 'status' | 'cancel' | 'retry'): Promise<Reply> => {
      const answer = line.topic.commands[name];
      if (!answer) throw new Error(name);
      return answer(await turn({ kind: 'command', name, rest: '' }), '');
    };
    const second = async (): Promise<JobStory> => {
      const other = new JobStory(request({ prompt: 'A ship' }));
      await line.shows(other);
      return other;
    };

    it('/status shows the one job below, or a list of several', async () => {
      expect(await command('status')).toEqual({
        effects: [{ kind: 'show-job', jobId: story.jobId, below: true }],
      });
      const other = await second();
      await line.follows(story.planned().rendered(1));
      await line.follows(other.planned().held(1, 1));
      const { html, rows } = screen(await command('status'));
      expect(html.replaceAll(/<[^>]*>/g, '').split('\n\n')).toEqual([
        '🎬 Your films in the making',
        '1. A ship\na question for you: one scene could not be made',
        expect.stringMatching(/^2\. A fox.*\nshooting, 1 of 4 scenes ready$/s),
      ]);
      expect(rows).toHaveLength(2);
      const shows = readPressData((rows[1]?.[0] as { data: string }).data);
      expect(shows).toMatchObject({ action: 'show', args: [story.jobId] });
    });

    it('/status with nothing in the making', async () => {
      await line.follows(story.planned().rendered(1).stitched().delivered());
      expect(screen(await command('status')).html).toContain('Nothing is being shot');
    });

    it('/cancel asks about the one job, or which', async () => {
      expect(effect(await command('cancel'), 'show-job')).toMatchObject({ below: true, menu: 'cancel' });
      await second();
      expect(screen(await command('cancel')).rows).toHaveLength(2);
    });

    it('/cancel closes what is being put together, or says that there is nothing', async () => {
      await line.follows(story.cancelled());
      expect(screen(await command('cancel')).html).toContain('nothing to stop');
      const typed = await turn({ kind: 'command', name: 'cancel', rest: '' });
      const conversation = { ...typed.conversation, panel: { messageId: 3, mark: 'x' } };
      const reply = await line.topic.commands['cancel']?.({ ...typed, conversation }, '');
      expect(reply).toMatchObject({ draft: undefined, awaiting: undefined });
      expect(reply?.effects?.[0]).toEqual({ kind: 'close-panel' });
    });

    it('/retry shows what broke off, and the button goes on from there', async () => {
      expect(screen(await command('retry')).html).toContain('no film that broke off');
      await line.follows(story.planned().rendered(1).rendered(2).failed('over-budget'));
      await does(await command('retry'));
      expect(text()).toContain('Scenes 1, 2 are ready and are kept: they are not paid again.');
      await does(await press('Go on'));
      expect(line.memory.said.at(-1)).toEqual([
        'ChangeRequested',
        { jobId: story.jobId, revision: 1, change: { kind: 'resume' }, budgetUsd: 3 },
      ]);
      const other = await second();
      await line.follows(story.asks({ kind: 'resume' }).refused());
      await line.follows(other.cancelled());
      expect(screen(await command('retry')).rows).toHaveLength(2);
    });

    it('/retry of a film that could not be planned has it planned anew', async () => {
      await line.follows(story.failed('planning-failed'));
      await does(await press('Try again'));
      expect(line.memory.said.at(-1)).toEqual([
        'ChangeRequested',
        { jobId: story.jobId, revision: 1, change: { kind: 'resume' }, budgetUsd: 3.6 },
      ]);
      expect(text()).toContain('Writing the scenes');
    });
  });
});
