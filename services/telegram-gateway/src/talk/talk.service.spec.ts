import { describe, expect, it } from '@jest/globals';
import { waitFor } from '@kinoline/testing';
import { Logger } from '@nestjs/common';
import { newJobId } from '../../test/films.js';
import { MemoryDocuments } from '../../test/memory-documents.js';
import { TalkLine } from '../../test/talk-line.js';
import {
  ChatBusyError,
  ChatGoneError,
  ChatRefusedError,
  ChatUnreachableError,
} from '../telegram/chat-errors.js';
import { pressData } from '../telegram/press-data.js';
import type { Conversation } from '../conversation/conversation.js';
import type { Effect } from '../conversation/effect.js';
import type { Reply, Topic } from '../conversation/topic.js';

Logger.overrideLogger(false);

/** Counts: a panel with the count, a button that adds one, a text that is repeated. */
function counter(): Topic & { turns: number } {
  const screen = (count: number): Reply => ({
    awaiting: pressData('count', 'say'),
    effects: [
      {
        kind: 'panel',
        screen: {
          html: `count ${count}`,
          rows: [[{ label: 'more', data: pressData('count', 'more', count) }]],
        },
      },
    ],
  });
  const topic = {
    name: 'count',
    turns: 0,
    press: (_: unknown, { args }: { args: readonly string[] }) => {
      topic.turns += 1;
      return Promise.resolve({ toast: { text: 'counted' }, ...screen(Number(args[0]) + 1) });
    },
    give: (_: unknown, given: { kind: string }) =>
      Promise.resolve<Reply>({
        effects: [{ kind: 'message', screen: { html: `you gave a ${given.kind}`, rows: [] } }],
      }),
    commands: { count: () => Promise.resolve(screen(0)) },
  };
  return topic;
}

const command = { kind: 'command', name: 'count', rest: '' } as const;

describe('a talk', () => {
  it('edits one panel after presses and writes it anew below a text', async () => {
    const line = new TalkLine(counter());
    await line.talk.hear(line.event(command));
    await line.talk.hear(line.press('more'));
    expect(line.chats.messages).toMatchObject([{ messageId: 101, html: 'count 1' }]);
    expect(line.chats.toasts).toEqual([{ pressId: 'press of more', text: 'counted' }]);
    await line.talk.hear(line.event(command));
    expect(line.chats.messages).toMatchObject([{ messageId: 102, html: 'count 0' }]);
  });

  it('writes its panel below the message whose button called for it', async () => {
    const line = new TalkLine(counter());
    await line.talk.hear(line.event(command));
    const data = pressData('count', 'more', 6);
    await line.talk.hear(line.event({ kind: 'press', pressId: 'under a film', data, messageId: 200 }));
    expect(line.chats.messages).toMatchObject([{ messageId: 102, html: 'count 7' }]);
  });

  it('handles an update once, however often it comes and after a restart', async () => {
    const topic = counter();
    const line = new TalkLine(topic);
    await line.talk.hear(line.event(command));
    const press = line.press('more');
    await line.talk.hear(press);
    await line.talk.hear(press);
    await line.restart().hear(press);
    expect(topic.turns).toBe(1);
    expect(line.chats.messages).toMatchObject([{ html: 'count 1' }]);
  });

  it('does what was recorded and not done when the update comes again', async () => {
    const topic = counter();
    const line = new TalkLine(topic);
    await line.talk.hear(line.event(command));
    const press = line.press('more');
    line.chats.failures.set('edit', new ChatUnreachableError('down'));
    await expect(line.talk.hear(press)).rejects.toThrow('down');
    expect(line.chats.messages).toMatchObject([{ html: 'count 0' }]);
    await line.restart().hear(press);
    expect(topic.turns).toBe(1);
    expect(line.chats.messages).toMatchObject([{ html: 'count 1' }]);
  });

  it('answers a press when it comes again, though something else was answered since', async () => {
    const line = new TalkLine(counter());
    await line.talk.hear(line.event(command));
    const press = line.press('more');
    line.chats.failures.set('answerPress', new ChatBusyError('429', 30_000));
    await expect(line.talk.hear(press)).rejects.toThrow('429');
    await line.restart().hear(line.event({ kind: 'text', text: 'hello' }));
    expect(line.chats.toasts).toEqual([]);
    await line.restart().hear(press);
    expect(line.chats.toasts).toEqual([{ pressId: 'press of more', text: 'counted' }]);
    expect(line.chats.messages.map(({ html }) => html)).toEqual(['count 1', 'you gave a text']);
  });

  it('answers presses on an older panel, and takes its buttons away', async () => {
    const topic = counter();
    const line = new TalkLine(topic);
    await line.talk.hear(line.event(command));
    const old = line.press('more');
    line.chats.failures.set('remove', new ChatRefusedError("message can't be deleted"));
    await expect(line.talk.hear(line.event(command))).rejects.toThrow();
    await line.talk.hear(old);
    expect(topic.turns).toBe(0);
    expect(line.chats.toasts.at(-1)?.text).toBe('en:old-buttons');
    expect(line.chats.messages).toMatchObject([{ rows: [] }, { rows: [[{ label: 'more' }]] }]);
  });

  it('leaves the buttons alone that were drawn since a press, and takes the press where its topic does', async () => {
    const topic = counter();
    const line = new TalkLine(topic);
    await line.talk.hear(line.event(command));
    const [first, second, third] = [line.press('more'), line.press('more'), line.press('more')];
    await line.talk.hear(first);
    await line.talk.hear(second);
    expect(topic.turns).toBe(1);
    expect(line.chats.toasts.at(-1)?.text).toBe('en:old-buttons');
    expect(line.chats.messages).toMatchObject([{ html: 'count 1', rows: [[{ label: 'more' }]] }]);
    Object.assign(topic, { stillMeant: () => true });
    await line.talk.hear(third);
    expect(topic.turns).toBe(2);
  });

  it('writes a panel anew when it was deleted', async () => {
    const line = new TalkLine(counter());
    await line.talk.hear(line.event(command));
    const press = line.press('more');
    line.chats.messages.length = 0;
    await line.talk.hear(press);
    expect(line.chats.messages).toMatchObject([{ html: 'count 1' }]);
  });

  it('keeps no place among those in work while its chat keeps it waiting', async () => {
    const line = new TalkLine(counter());
    const { promise: turn, resolve: comes } = Promise.withResolvers<undefined>();
    line.chats.gates.set('send', turn);
    let aside = 0;
    const standAside = async <Result>(waiting: Promise<Result>): Promise<Result> => {
      aside += 1;
      return waiting.finally(() => (aside -= 1));
    };
    const heard = line.talk.hear(line.event(command), { aside: standAside });
    await waitFor(() => line.chats.calls.includes('send'), { what: 'the answer' });
    expect(aside).toBe(1);
    comes(undefined);
    await heard;
    expect(aside).toBe(0);
  });

  it('decides anew when another replica was faster', async () => {
    const topic = counter();
    const store = new MemoryDocuments<Conversation>();
    const line = new TalkLine(topic, undefined, store);
    await line.talk.hear(line.event(command));
    const press = line.press('more');
    const change = store.change.bind(store);
    let raced = false;
    store.change = async (key, apply) => {
      if (!raced) {
        raced = true;
        await change(key, (current) => current && { ...current, awaiting: 'count:other' });
      }
      return change(key, apply);
    };
    await line.talk.hear(press);
    expect(topic.turns).toBe(2);
    expect(line.chats.messages).toMatchObject([{ html: 'count 1' }]);
    expect((await store.read('7.7'))?.handled).toEqual([1, 2]);
  });

  it('takes an order back that another replica was faster than, unless it is placed after all', async () => {
    const jobId = newJobId();
    const order = (revision: number): Effect => ({
      kind: 'change',
      data: { jobId, revision, change: { kind: 'resume' }, budgetUsd: 5 },
      priceUsd: 1,
    });
    /** What the other replica records while the order is decided, and what is answered then. */
    const raced = async (faster: Partial<Conversation>, then: Reply): Promise<TalkLine> => {
      const store = new MemoryDocuments<Conversation>();
      const answers: Reply[] = [{ effects: [order(1)] }, then];
      const topic = { ...counter(), commands: { go: () => Promise.resolve(answers.shift() ?? {}) } };
      const line = new TalkLine(topic, undefined, store);
      const change = store.change.bind(store);
      let races = 1;
      store.change = async (key, apply) => {
        if (races-- > 0)
          await change(key, (current = { version: 1, handled: [] }) => ({ ...current, ...faster }));
        return change(key, apply);
      };
      await line.talk.hear(line.event({ kind: 'command', name: 'go', rest: '' }));
      return line;
    };
    const closed = await raced({ awaiting: 'count:other' }, { toast: { text: 'old' } });
    expect([closed.withdrawn, closed.changed]).toEqual([[[jobId, 1]], []]);
    const placed = await raced({ awaiting: 'count:other' }, { effects: [order(1)] });
    expect([placed.withdrawn, placed.changed]).toEqual([[], [[jobId, 1]]]);
    const other = await raced(
      { pending: { updateId: 99, effects: [order(1)] } },
      { toast: { text: 'busy' } },
    );
    expect(other.withdrawn).toEqual([]);
  });

  it.each([
    { hours: 1, isDone: true },
    { hours: 3, isDone: false },
  ])(
    'does what an earlier answer owes the line, but not hours later ($hours h)',
    async ({ hours, isDone }) => {
      const line = new TalkLine(counter());
      const jobId = newJobId();
      const data = { jobId, revision: 1, change: { kind: 'resume' as const } };
      const pending: Conversation['pending'] = {
        ...{ updateId: 900, at: Date.now() - hours * 60 * 60 * 1000 },
        effects: [{ kind: 'change', data, priceUsd: 2 }],
      };
      await line.conversations.change('7.7', () => ({ version: 1, handled: [900], pending }));
      await line.talk.hear(line.event(command));
      const order = [[jobId, 1]];
      expect([line.changed, line.withdrawn]).toEqual(isDone ? [order, []] : [[], order]);
      expect(await line.conversations.read('7.7')).not.toHaveProperty('pending');
      expect(line.chats.last('7')?.html).toBe('count 0');
    },
  );

  it('hands texts to the topic that waits for them, and others to the unexpected', async () => {
    const line = new TalkLine(counter());
    await line.talk.hear(line.event({ kind: 'text', text: 'hello' }));
    expect(line.chats.messages).toEqual([]);
    await line.talk.hear(line.event(command));
    await line.talk.hear(line.event({ kind: 'text', text: 'hello' }));
    expect(line.chats.last('7')?.html).toBe('you gave a text');
  });

  it('turns a stranger away once and politely', async () => {
    const topic = counter();
    const line = new TalkLine(topic);
    line.verdict = 'turn-away';
    await line.talk.hear(line.event(command));
    expect(line.chats.messages).toMatchObject([{ html: 'en:people-stranger' }]);
    expect(line.person.turnedAwayAt).toBeDefined();
    line.verdict = 'ignore';
    await line.talk.hear(line.event(command));
    expect(line.chats.messages).toHaveLength(1);
  });

  it('lets a blocked bot be', async () => {
    const line = new TalkLine(counter());
    line.chats.failures.set('send', new ChatGoneError('bot was blocked by the user'));
    await line.talk.hear(line.event(command));
    await line.talk.hear(line.event(command));
    expect(line.chats.messages).toMatchObject([{ html: 'count 0' }]);
  });

  it.each([
    { because: 'blocked', failure: new ChatGoneError('bot was blocked by the user') },
    { because: 'refused', failure: new ChatRefusedError('no such query') },
  ])('does what was decided though the press can never be answered ($because)', async ({ failure }) => {
    const line = new TalkLine(counter());
    await line.talk.hear(line.event(command));
    line.chats.failures.set('answerPress', failure);
    await line.talk.hear(line.press('more'));
    expect(line.chats.messages).toMatchObject([{ html: 'count 1' }]);
    expect(await line.conversations.read('7.7')).not.toHaveProperty('pending');
  });

  it('draws later what could not be drawn, unless something newer is drawn', async () => {
    const line = new TalkLine(counter());
    await line.talk.hear(line.event(command));
    line.chats.failures.set('edit', new ChatUnreachableError('down'));
    const press = line.press('more');
    await expect(line.talk.hear(press)).rejects.toThrow('down');
    await line.talk.hear(line.event({ kind: 'text', text: 'hello' }));
    expect(line.chats.messages.map(({ html }) => html)).toEqual(['count 0', 'you gave a text']);
    await line.talk.hear(press);
    expect(line.chats.messages.map(({ html }) => html)).toEqual(['count 1', 'you gave a text']);
    line.chats.failures.set('edit', new ChatUnreachableError('down'));
    const another = line.press('more');
    await expect(line.talk.hear(another)).rejects.toThrow('down');
    await line.talk.hear(line.event(command));
    await line.talk.hear(another);
    expect(line.chats.last('7')?.html).toBe('count 0');
    expect(await line.conversations.read('7.7')).not.toHaveProperty('unshown');
  });

  it('shows nothing twice when another process answers meanwhile', async () => {
    const line = new TalkLine(counter());
    await line.talk.hear(line.event(command));
    const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
    const send = line.chats.send.bind(line.chats);
    line.chats.send = async (...message) => {
      await gate;
      return send(...message);
    };
    const first = line.talk.hear(line.event({ kind: 'text', text: 'hello' }));
    const second = line.restart().hear(line.event({ kind: 'text', text: 'and again' }));
    open(undefined);
    await Promise.all([first, second]);
    expect(line.chats.messages.map(({ html }) => html)).toEqual([
      'count 0',
      'you gave a text',
      'you gave a text',
    ]);
    expect(await line.conversations.read('7.7')).toMatchObject({ handled: [1, 2, 3] });
    expect(await line.conversations.read('7.7')).not.toHaveProperty('unshown');
  });

  it('is not held up by what Telegram will never take, and tells of it once', async () => {
    const line = new TalkLine(counter());
    await line.talk.hear(line.event(command));
    const press = line.press('more');
    line.chats.failures.set('edit', new ChatRefusedError('text is too long'));
    await expect(line.talk.hear(press)).rejects.toThrow('too long');
    expect((await line.conversations.read('7.7'))?.pending).toBeUndefined();
    await line.talk.hear(press);
    expect(line.chats.messages).toMatchObject([{ html: 'count 0' }]);
  });

  it('drops what was given up', async () => {
    const line = new TalkLine(counter());
    await line.talk.hear(line.event(command));
    const press = line.press('more');
    line.chats.failures.set('edit', new ChatUnreachableError('down'));
    await expect(line.talk.hear(press)).rejects.toThrow('down');
    await line.talk.giveUp(press);
    await line.talk.hear(line.event({ kind: 'text', text: 'hello' }));
    expect(line.chats.messages.map(({ html }) => html)).toEqual([
      'count 0',
      'en:went-wrong',
      'you gave a text',
    ]);
  });

  it('is in the language the person chose', async () => {
    const line = new TalkLine(counter());
    line.person = { ...line.person, telegramLocale: 'en', chosenLocale: 'ru' };
    await line.talk.giveUp(line.event(command));
    expect(line.chats.last('7')?.html).toBe('ru:went-wrong');
  });
});
