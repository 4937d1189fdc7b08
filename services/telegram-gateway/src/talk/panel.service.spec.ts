import { setImmediate as nextTick } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { request } from '../../test/job-facts.js';
import { TalkLine } from '../../test/talk-line.js';
import type { Effect } from '../conversation/effect.js';
import type { Reply, Topic } from '../conversation/topic.js';
import { pressData, type PressData } from '../telegram/press-data.js';

Logger.overrideLogger(false);

const asked = request();
const rows = ['one', 'two', 'end', 'drop', 'go'].map((label) => [
  { label, data: pressData('choice', label) },
]);
const begin: Effect = { kind: 'begin-job', request: asked, priceUsd: 1, waitSeconds: 60, showScenes: true };
const answers: Readonly<Record<string, Effect>> = {
  end: { kind: 'close-panel', screen: { html: 'ended', rows: [] } },
  drop: { kind: 'close-panel' },
  go: begin,
};
const reply = (name: string): Promise<Reply> =>
  Promise.resolve({ effects: [answers[name] ?? { kind: 'panel', screen: { html: name, rows } }] });

/** Shows what was chosen; a text is a choice as well. */
const choice: Topic = {
  name: 'choice',
  press: (_, { action }: PressData) => reply(action),
  stillMeant: () => true,
  commands: { choose: (_, name) => reply(name) },
};

const choosing = async (): Promise<TalkLine> => {
  const line = new TalkLine(choice);
  await line.talk.hear(line.event({ kind: 'command', name: 'choose', rest: 'start' }));
  return line;
};

const writes = (line: TalkLine, rest: string) => line.event({ kind: 'command', name: 'choose', rest });

/** Two replicas: the first is held in a call, and goes on when the second has shown its answer. */
async function inTheMiddle(
  line: TalkLine,
  call: string,
  [slow, fast]: readonly [ReturnType<TalkLine['event']>, ReturnType<TalkLine['event']>],
): Promise<void> {
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
  line.chats.gates.set(call, gate);
  const slowly = line.talk.hear(slow);
  await nextTick();
  expect(line.chats.gates.size).toBe(0);
  await line.restart().hear(fast);
  open(undefined);
  await slowly;
}

const shown = (line: TalkLine): string[] => line.chats.messages.map(({ html }) => html);
const panelOf = async (line: TalkLine): Promise<unknown> => (await line.conversations.read('7.7'))?.panel;

describe('a panel that two replicas draw', () => {
  it('shows the newer answer, however slow the older drawing is', async () => {
    const line = await choosing();
    const [slow, fast] = [line.press('one'), line.press('two')];
    await inTheMiddle(line, 'edit', [slow, fast]);
    expect(shown(line)).toEqual(['two']);
    const { data } = line.button('end');
    expect(data).toContain((await line.conversations.read('7.7'))?.panel?.mark);
  });

  it('is no older answer that was recorded before and comes to its drawing after', async () => {
    const line = await choosing();
    await inTheMiddle(line, 'answerPress', [line.press('end'), writes(line, 'two')]);
    expect(shown(line)).toEqual(['two']);
    expect(await panelOf(line)).toMatchObject({ messageId: 102 });
  });

  it('is one message when both write it anew', async () => {
    const line = await choosing();
    await inTheMiddle(line, 'send', [writes(line, 'one'), writes(line, 'two')]);
    expect(shown(line)).toEqual(['two']);
    expect(await panelOf(line)).toMatchObject({ messageId: line.chats.messages[0]?.messageId });
  });

  it.each([
    { newer: 'end', left: ['ended'] },
    { newer: 'drop', left: [] },
  ])('stays closed ($newer) when an older drawing comes late', async ({ newer, left }) => {
    const line = await choosing();
    await inTheMiddle(line, 'edit', [line.press('one'), line.press(newer)]);
    expect(shown(line)).toEqual(left);
    expect(await panelOf(line)).toBeUndefined();
  });

  it('comes back when an older closing took it away', async () => {
    const line = await choosing();
    await inTheMiddle(line, 'remove', [line.press('drop'), line.press('two')]);
    expect(shown(line)).toEqual(['two']);
    expect(await panelOf(line)).toMatchObject({ messageId: line.chats.messages[0]?.messageId });
  });

  it('is not taken along by a job that begins slowly', async () => {
    const line = await choosing();
    const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
    line.beginning = gate;
    const slowly = line.talk.hear(line.press('go'));
    await nextTick();
    line.beginning = undefined;
    await line.restart().hear(writes(line, 'two'));
    open(undefined);
    await slowly;
    expect(line.begun).toEqual([
      [asked.jobId, 101],
      [asked.jobId, 101],
    ]);
    expect(shown(line)).toEqual(['start', 'two']);
    expect(await panelOf(line)).toMatchObject({ messageId: 102 });
  });

  it('is not given to a job that the newer answer began already', async () => {
    const line = await choosing();
    await inTheMiddle(line, 'answerPress', [line.press('go'), writes(line, 'two')]);
    expect(line.begun).toEqual([[asked.jobId, 101]]);
    expect(await panelOf(line)).toMatchObject({ messageId: 102 });
  });

  it('is drawn no more over the message of a job', async () => {
    const line = await choosing();
    const one = line.press('one');
    await inTheMiddle(line, 'answerPress', [one, line.press('go')]);
    expect(shown(line)).toEqual(['start']);
    expect(await panelOf(line)).toBeUndefined();
  });
});
