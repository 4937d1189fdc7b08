import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { TalkLine } from '../../test/talk-line.js';
import type { Draft } from '../conversation/draft.js';
import type { Reply, Topic } from '../conversation/topic.js';
import type { ChatEvent } from '../telegram/chat-event.js';
import { pressData } from '../telegram/press-data.js';

Logger.overrideLogger(false);

/** Draws a panel at a command; its button may be pressed under any drawing of it. */
function offering(): Topic & { presses: number } {
  const rows = [[{ label: 'Accept', data: pressData('offer', 'accept') }]];
  const topic = {
    name: 'offer',
    presses: 0,
    press: () => {
      topic.presses += 1;
      return Promise.resolve({ toast: { text: 'accepted already' } });
    },
    stillMeant: () => true,
    commands: {
      new: () => Promise.resolve({ effects: [{ kind: 'panel' as const, screen: { html: 'card', rows } }] }),
    },
  };
  return topic;
}

const command = { kind: 'command', name: 'new', rest: '' } as const;

const inGroup = (event: ChatEvent, personId = '7'): ChatEvent => ({
  ...event,
  chat: { id: '-100', kind: 'group' },
  sender: { ...event.sender, personId },
});

/** A film that is put together, and a screen that takes its place until it is closed. */
const film: Topic = {
  name: 'film',
  press: (_, { action }) =>
    Promise.resolve<Reply>(
      action === 'resume'
        ? { awaiting: 'film:given', effects: [{ kind: 'panel', screen: { html: 'the card', rows: [] } }] }
        : {
            awaiting: undefined,
            ...(action === 'stop' && { draft: undefined }),
            effects: [{ kind: 'close-panel' }, { kind: 'message', screen: { html: 'closed', rows: [] } }],
          },
    ),
  stillMeant: () => true,
  commands: {
    new: () => Promise.resolve({ draft: { step: 'summary' } as Draft }),
    look: () => {
      const rows = ['close', 'stop'].map((label) => [{ label, data: pressData('film', label) }]);
      return Promise.resolve({ effects: [{ kind: 'panel', screen: { html: 'a scene', rows } }] });
    },
  },
};
const look = { kind: 'command', name: 'look', rest: '' } as const;

describe('a film that is put together', () => {
  it('is shown again in place of what was looked at meanwhile', async () => {
    const line = new TalkLine(film);
    await line.talk.hear(line.event(command));
    await line.talk.hear(line.event(look));
    await line.talk.hear(line.press('close'));
    expect(line.chats.messages).toMatchObject([{ messageId: 101, html: 'the card' }, { html: 'closed' }]);
    expect(await line.conversations.read('7.7')).toMatchObject({ awaiting: 'film:given' });
  });

  it('is not when there is none, or the person ends it', async () => {
    const line = new TalkLine(film);
    await line.talk.hear(line.event(look));
    await line.talk.hear(line.press('close'));
    await line.talk.hear(line.event(command));
    await line.talk.hear(line.event(look));
    await line.talk.hear(line.press('stop'));
    expect(line.chats.messages).toMatchObject([{ html: 'closed' }, { html: 'closed' }]);
  });
});

describe('a panel in a group', () => {
  it('is of whoever it was drawn for, and says so to everybody else', async () => {
    const topic = offering();
    const line = new TalkLine(topic);
    await line.talk.hear(inGroup(line.event(command)));
    await line.talk.hear(inGroup(line.press('Accept'), '8'));
    expect(topic.presses).toBe(0);
    expect(line.chats.toasts.at(-1)?.text).toBe('en:not-your-buttons');
    expect(line.chats.messages).toMatchObject([{ rows: [[{ label: 'Accept' }]] }]);
    await line.talk.hear(inGroup(line.press('Accept')));
    expect(topic.presses).toBe(1);
  });

  it('stays so for a person who has a panel of their own', async () => {
    const topic = offering();
    const line = new TalkLine(topic);
    await line.talk.hear(inGroup(line.event(command), '8'));
    const first = line.press('Accept');
    await line.talk.hear(inGroup(line.event(command)));
    await line.talk.hear(inGroup(first));
    expect([topic.presses, line.chats.toasts.at(-1)?.text]).toEqual([0, 'en:not-your-buttons']);
  });

  it('is known as their own when it is an older one', async () => {
    const topic = offering();
    const line = new TalkLine(topic);
    await line.talk.hear(inGroup(line.event(command)));
    const older = line.press('Accept');
    await line.talk.hear(inGroup(line.event(command)));
    await line.talk.hear(inGroup(older));
    expect([topic.presses, line.chats.toasts.at(-1)?.text]).toEqual([0, 'en:old-buttons']);
  });
});
