import { describe, expect, it } from '@jest/globals';
import type { MessageHistory } from '@kinoline/messaging';
import { MemoryDocuments } from '../../test/memory-documents.js';
import { blankConversation, type Conversation } from '../conversation/conversation.js';
import type { Effect } from '../conversation/effect.js';
import type { ChatEvent } from '../telegram/chat-event.js';
import { EarlierUpdates } from './earlier-updates.service.js';

const event: ChatEvent = {
  ...{ updateId: 9, at: 0, messageId: 1, what: { kind: 'text', text: 'A fox' } },
  chat: { id: '-1/5', kind: 'group' },
  sender: { personId: '7', name: 'Ada', locale: 'en' },
};

/** A line that holds updates of the talk with these numbers, said just now or long ago. */
function lineWith(sequences: readonly number[], time = new Date()) {
  const conversations = new MemoryDocuments<Conversation>();
  const asked: unknown[] = [];
  const next: MessageHistory['next'] = (_message, known, from) => {
    asked.push(known);
    const sequence = sequences.find((each) => each >= from);
    return Promise.resolve(sequence === undefined ? undefined : { sequence, time });
  };
  const handled = async (upTo: number, pending?: Conversation['pending']): Promise<void> => {
    await conversations.change('-1/5.7', () => ({ ...blankConversation, upTo, ...(pending && { pending }) }));
  };
  return { earlier: new EarlierUpdates(conversations, { next }), handled, asked };
}

const delivery = (sequence: number, stop = new AbortController()) => ({
  ...{ sequence, signal: stop.signal, aside: <Result>(waiting: Promise<Result>) => waiting },
});

describe('an update of a talk', () => {
  it('goes on at once when nothing is before it', async () => {
    const { earlier, asked } = lineWith([30]);
    await earlier.over(event, delivery(30));
    expect(asked).toEqual([{ talk: '-1-5-7' }]);
  });

  it('waits until the one before it is handled and answered', async () => {
    const { earlier, handled } = lineWith([28, 30]);
    let isOver = false;
    const over = earlier.over(event, delivery(30)).then(() => (isOver = true));
    await handled(27);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(isOver).toBe(false);
    const answer: Effect = { kind: 'message', screen: { html: 'shown just now', rows: [] } };
    await handled(28, { updateId: 8, at: Date.now(), effects: [answer] });
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(isOver).toBe(false);
    await handled(28);
    await over;
  });

  it('looks less and less often for what it waits for', async () => {
    const { earlier, handled, asked } = lineWith([28, 30]);
    const over = earlier.over(event, delivery(30));
    await new Promise((resolve) => setTimeout(resolve, 700));
    await handled(28);
    await over;
    // After 50, 150, 350 and 750 ms; a slow machine looks less often still.
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('does not wait for an answer that was left long ago', async () => {
    const { earlier, handled } = lineWith([28, 30]);
    await handled(28, { updateId: 8, at: Date.now() - 5 * 60_000, effects: [] });
    await earlier.over(event, delivery(30));
  });

  it('waits for nothing that was left long ago', async () => {
    const { earlier } = lineWith([28, 30], new Date(Date.now() - 5 * 60_000));
    await earlier.over(event, delivery(30));
  });

  it('waits no longer when the service stops', async () => {
    const stop = new AbortController();
    const { earlier } = lineWith([28, 30]);
    const over = earlier.over(event, delivery(30, stop));
    stop.abort(new Error('the service stops'));
    await expect(over).rejects.toThrow('the service stops');
  });
});
