import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DataOf, ModelCard, ModelCatalogue, StoryboardEdited } from '@kinoline/contracts';
import { newJobId } from '../../test/films.js';
import { JobStory, plannedScenes, request } from '../../test/job-facts.js';
import { JobLine } from '../../test/job-line.js';
import { realCatalogue, today } from '../../test/model-cards.js';
import { shown } from '../../test/people-desk.js';
import type { Conversation } from '../conversation/conversation.js';
import type { Effect } from '../conversation/effect.js';
import type { Given, Reply, Turn } from '../conversation/topic.js';
import { readPressData } from '../telegram/press-data.js';
import type { Screen } from '../telegram/screen.js';
import { BoardTopic } from './board.topic.js';

const statusMessage = 101;

/** A job of person 7 that waits for its approval, in memory. */
class Desk {
  readonly line = new JobLine();
  readonly story: JobStory;
  topic = this.with(realCatalogue);
  awaiting: string | undefined;
  pending: Conversation['pending'];
  panel: Screen | undefined;

  constructor(mostUsd?: number) {
    this.story = new JobStory(request({ approval: true, budgetUsd: 3.6 }), 1, mostUsd);
  }

  async open(): Promise<this> {
    await this.line.shows(this.story);
    await this.plan();
    return this;
  }

  /** The planner says the next revision. */
  async plan(plan: Parameters<JobStory['planned']>[0] = {}): Promise<void> {
    this.story.planned(plan);
    await this.line.follows(this.story);
  }

  /** The gateway is started with Veo 3.1 Fast as it is by now. */
  restart(changes: Partial<ModelCard>): void {
    const card = { ...realCatalogue.get('veo_3_1_fast')!, ...changes };
    this.topic = this.with(new Map([...realCatalogue, [card.id, card]]));
  }

  private with(catalogue: ModelCatalogue): BoardTopic {
    return new BoardTopic(this.line.desk, this.line.memory.people.quotas, catalogue);
  }

  /** What stands in the status message. */
  get list(): Screen {
    return this.line.chats.messages.find(({ html }) => html.includes('storyboard')) ?? { html: '', rows: [] };
  }

  /** A button by the beginning of its label, in the panel or the list. */
  button(label: string): string {
    const buttons = [...(this.panel?.rows ?? []), ...this.list.rows].flat();
    const found = buttons.find((each) => each.label.startsWith(label));
    if (!found || !('data' in found)) throw new Error(`no button ${label}`);
    return found.data;
  }

  async press(data: string, personId = '7'): Promise<Reply> {
    const what = { kind: 'press', pressId: 'p', data, messageId: this.panel ? 500 : statusMessage } as const;
    const turn = await this.turn(what, personId);
    return this.perform(await this.topic.press(turn, readPressData(data)!));
  }

  say(text: string): Promise<Reply> {
    return this.give({ kind: 'text', text });
  }

  async give(given: Given): Promise<Reply> {
    const turn = await this.turn(given);
    return this.perform(await this.topic.give(turn, given, readPressData(this.awaiting!)!));
  }

  edits(): DataOf<typeof StoryboardEdited>[] {
    return this.said('StoryboardEdited') as DataOf<typeof StoryboardEdited>[];
  }

  said(name: string): unknown[] {
    return this.line.memory.said.flatMap(([each, data]) => (each === name ? [data] : []));
  }

  private async turn(what: Turn['event']['what'], personId = '7'): Promise<Turn> {
    const turn = await this.line.memory.people.turn(personId, what, today);
    const { awaiting, panel, pending } = this;
    const conversation = {
      ...turn.conversation,
      ...(pending && { pending }),
      ...(awaiting !== undefined && { awaiting }),
      ...(panel && { panel: { messageId: 500, mark: 'x' } }),
    };
    return { ...turn, conversation };
  }

  private async perform(reply: Reply): Promise<Reply> {
    if ('awaiting' in reply) this.awaiting = reply.awaiting;
    for (const effect of reply.effects ?? []) await this.effect(effect);
    return reply;
  }

  private async effect(effect: Effect): Promise<void> {
    if (effect.kind === 'panel') this.panel = effect.screen;
    if (effect.kind === 'close-panel') this.panel = undefined;
    if (effect.kind === 'edit') await this.line.desk.edit(effect);
    if (effect.kind === 'approve') await this.line.desk.approve(effect);
    if (effect.kind === 'show-job') await this.line.desk.show(effect);
  }
}

let desk: Desk;
beforeEach(async () => {
  desk = await new Desk().open();
});

const draftsOf = (edit: DataOf<typeof StoryboardEdited> | undefined) =>
  edit?.storyboard.scenes.map(({ draft }) => draft.slice(0, 7));

describe('the storyboard in the chat', () => {
  it('opens a scene below the list, and closes it again', async () => {
    await desk.press(desk.button('✏️ 2'));
    expect(desk.panel?.html).toContain('Scene 2 of 4');
    await desk.press(desk.button('◀️'));
    expect(desk.panel).toBeUndefined();
    expect(desk.edits()).toEqual([]);
  });

  it('takes another text, and says what it costs then at most', async () => {
    await desk.press(desk.button('✏️ 2'));
    await desk.press(desk.button('✏️ New text'));
    expect(desk.panel?.html).toContain('<code>Scene 2: the fox');
    const reply = await desk.say('  A storm comes up ');
    expect(reply).not.toHaveProperty('toast');
    const [edit] = desk.edits();
    expect(edit).toMatchObject({ jobId: desk.story.jobId, revision: 1, budgetUsd: 3.6 });
    expect(edit?.storyboard.scenes[1]).toMatchObject({
      draft: 'A storm comes up',
      prompt: 'A storm comes up',
      seconds: 4,
    });
    expect([desk.awaiting, desk.panel]).toEqual([undefined, undefined]);
    expect(desk.list.html).toContain('Taking it over');
    expect(desk.list.rows).toEqual([]);
  });

  it('goes back from the question without an edit, and then waits for nothing', async () => {
    await desk.press(desk.button('✏️ 2'));
    await desk.press(desk.button('✏️ New text'));
    await desk.press(desk.button('◀️'));
    expect(desk.panel?.html).toContain('Scene 2 of 4');
    expect(desk.awaiting).toBeUndefined();
  });

  it('drops, moves, lengthens, joins and adds', async () => {
    const edit = async (scene: string, ...labels: string[]) => {
      await desk.press(desk.button(scene));
      for (const label of labels) await desk.press(desk.button(label));
      const last = desk.edits().at(-1);
      await desk.plan({ storyboard: last!.storyboard });
      return last;
    };
    expect(draftsOf(await edit('✏️ 3', '➖', '➖ Yes'))).toEqual(['Scene 1', 'Scene 2', 'Scene 4']);
    expect(draftsOf(await edit('✏️ 2', '⬇️'))).toEqual(['Scene 1', 'Scene 4', 'Scene 2']);
    expect(draftsOf(await edit('✏️ 2', '⬆️'))).toEqual(['Scene 4', 'Scene 1', 'Scene 2']);
    const long = await edit('✏️ 1', '⏱', '12 s');
    expect(long?.storyboard.scenes.map(({ beat, seconds }) => [beat, seconds])).toEqual([
      [1, 6],
      [1, 6],
      [2, 4],
      [3, 4],
    ]);
    const cut = await edit('✏️ 3', '✂️');
    expect(cut?.storyboard.scenes.at(-1)?.seam).toBe('cut');
    await desk.press(desk.button('➕'));
    expect(desk.panel?.html).toContain('Price: +$0.60.');
    await desk.say('The end');
    expect(draftsOf(desk.edits().at(-1))).toEqual(['Scene 4', 'Scene 4', 'Scene 1', 'Scene 2', 'The end']);
    expect(desk.edits().map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('asks before a text is lost', async () => {
    await desk.press(desk.button('✏️ 3'));
    await desk.press(desk.button('➖'));
    expect(desk.panel?.html).toContain('<b>Drop scene 3?</b> Its text will be gone');
    expect(desk.edits()).toEqual([]);
  });

  it('answers kindly while an edit is taken over', async () => {
    const another = desk.button('✏️ 3');
    await desk.press(desk.button('✏️ 2'));
    await desk.press(desk.button('⬇️'));
    for (const data of [another, another.replace(/scene/, 'approve')]) {
      expect((await desk.press(data)).toast?.text).toContain('still being passed on');
    }
    expect(desk.edits()).toHaveLength(1);
  });

  it('answers kindly while an answer to it is taken and not said', async () => {
    const { jobId } = desk.story;
    const approve = { kind: 'approve', data: { jobId, revision: 1 } } as const;
    desk.pending = { updateId: 1, effects: [approve] };
    for (const data of [desk.button('✏️ 2'), desk.button('✅')]) {
      expect((await desk.press(data)).toast?.text).toContain('still being passed on');
    }
    desk.pending = { updateId: 1, effects: [{ ...approve, data: { ...approve.data, jobId: newJobId() } }] };
    await desk.press(desk.button('✅'));
    expect(desk.said('StoryboardApproved')).toHaveLength(1);
  });

  it('never acts on another revision', async () => {
    await desk.press(desk.button('✏️ 2'));
    const old = ['⬇️', '⬆️', '➖', '⏱', '✂️', '➕', '✏️ New'].map((label) => desk.button(label));
    const approve = desk.button('✅');
    desk.panel = undefined;
    await desk.plan();
    for (const data of [...old, approve, old[2]!.replace('drop', 'dropped')]) {
      expect((await desk.press(data)).toast?.text).toMatch(/out of date/);
    }
    expect([...desk.edits(), ...desk.said('StoryboardApproved')]).toEqual([]);
  });

  it('does not use a text for another storyboard than the one it was asked for', async () => {
    await desk.press(desk.button('✏️ 2'));
    await desk.press(desk.button('✏️ New text'));
    await desk.plan();
    expect(shown(await desk.say('A storm'))[0]).toContain('changed meanwhile');
    expect(desk.edits()).toEqual([]);
    expect(desk.awaiting).toBeUndefined();
  });

  it('wants a text that fits', async () => {
    await desk.press(desk.button('✏️ 2'));
    await desk.press(desk.button('✏️ New text'));
    expect(shown(await desk.say(' '))[0]).toContain('This needs words');
    expect(shown(await desk.say('x'.repeat(3001)))[0]).toContain('3,001 characters, and only 3,000 fit');
    expect(desk.awaiting).toBeDefined();
    await desk.say('x'.repeat(3000));
    expect(desk.edits()).toHaveLength(1);
  });

  it('takes the words under a picture, and says that a picture is of no use', async () => {
    await desk.press(desk.button('✏️ 2'));
    await desk.press(desk.button('✏️ New text'));
    const picture = { kind: 'photo', fileId: 'p', bytes: 1 } as const;
    expect(shown(await desk.give({ ...picture, caption: '' }))[0]).toContain('This needs words');
    expect(shown(await desk.give({ ...picture, caption: 'A storm' }))[0]).toContain('cannot use a picture');
    expect(desk.edits()[0]?.storyboard.scenes[1]?.draft).toBe('A storm');
  });

  it('says what is not possible', async () => {
    await desk.plan({ storyboard: { scenes: plannedScenes(1) } });
    const { revision } = desk.story.job.plan!;
    const data = (action: string) => `board:${action}:${desk.story.jobId}:${revision}:1`;
    expect((await desk.press(data('dropped'))).toast?.text).toContain('at least one scene');
    expect((await desk.press(data('up'))).toast?.text).toContain('any further');
    expect((await desk.press(data('nonsense'))).toast?.text).toContain('out of date');
  });

  it('is of nobody else', async () => {
    expect((await desk.press(desk.button('✏️ 2'), '8')).toast?.text).toBeDefined();
    expect(desk.panel).toBeUndefined();
  });
});

describe('the approval', () => {
  it('is said once, within what the person may spend, at the new price', async () => {
    const { people } = desk.line.memory;
    await people.people.change('7', (person) => ({ ...person, dayLimitUsd: 3 }));
    const estimate = { costUsd: 3.6, filmSeconds: 24, waitSeconds: 300 };
    await desk.plan({ storyboard: { scenes: plannedScenes(6) }, estimate });
    expect(desk.list.html).toContain('⚠️ You have $3.00 left for today, $0.60 short.');
    expect((await desk.press(desk.button('✅'))).toast?.text).toContain(
      'more than you have left today: $3.00 of $3.00',
    );
    expect(desk.said('StoryboardApproved')).toEqual([]);
    await people.people.change('7', (person) => ({ ...person, dayLimitUsd: 4 }));
    const approve = desk.button('✅');
    await desk.press(approve);
    expect(desk.said('StoryboardApproved')).toEqual([{ jobId: desk.story.jobId, revision: 2 }]);
    expect(await people.quotas.standing((await people.people.read('7'))!, today)).toMatchObject({
      reservedUsd: 3.6,
    });
    expect((await desk.press(approve)).toast?.text).toMatch(/out of date/);
  });

  it('is too late for a storyboard that the planner forgot', async () => {
    const approve = desk.button('✅');
    const long = '2026-10-20T12:00:00.000Z';
    await desk.line.memory.jobs.change(
      desk.story.jobId,
      (job) => job && { ...job, beganAt: long, times: { 'planned.1': long } },
    );
    expect((await desk.press(approve)).toast?.text).toContain('cannot be changed any more');
    expect(desk.said('StoryboardApproved')).toEqual([]);
  });

  it('ends a question for a text', async () => {
    const approve = desk.button('✅');
    await desk.press(desk.button('✏️ 2'));
    await desk.press(desk.button('✏️ New text'));
    await desk.press(approve);
    expect([desk.panel, desk.awaiting]).toEqual([undefined, undefined]);
    expect(desk.said('StoryboardApproved')).toHaveLength(1);
  });
});

describe('the approval of what is no longer as it was shown', () => {
  const dearer = (usdPerSecond: number): Partial<ModelCard> => ({
    prices: [
      { from: '2026-11-20', usdPerSecond: { silent: usdPerSecond, sound: usdPerSecond }, source: 'x' },
    ],
  });

  it('asks once more when the price has changed, at that of today', async () => {
    desk.restart(dearer(0.2));
    const { toast } = await desk.press(desk.button('✅ Approve · $2.40'));
    expect(toast).toEqual({ text: 'The price has changed, please look again.', alert: true });
    expect(desk.said('StoryboardApproved')).toEqual([]);
    const { storyboard } = desk.story.job.plan!;
    expect(desk.edits()).toEqual([{ jobId: desk.story.jobId, revision: 1, storyboard, budgetUsd: 4.8 }]);
    expect(desk.list.html).toContain('Taking it over');
    await desk.plan({ estimate: { costUsd: 3.2, filmSeconds: 16, waitSeconds: 200 } });
    await desk.press(desk.button('✅ Approve · $3.20'));
    expect(desk.said('StoryboardApproved')).toEqual([{ jobId: desk.story.jobId, revision: 2 }]);
  });

  it('takes a price that differs by less than a cent for the same', async () => {
    desk.restart(dearer(0.15001));
    await desk.press(desk.button('✅'));
    expect(desk.said('StoryboardApproved')).toHaveLength(1);
  });

  it('closes a question for a text, and leaves any other panel alone', async () => {
    desk.restart(dearer(0.2));
    const approve = desk.button('✅');
    await desk.press(desk.button('✏️ 2'));
    await desk.press(desk.button('✏️ New text'));
    await desk.press(approve);
    expect([desk.panel, desk.awaiting]).toEqual([undefined, undefined]);
    await desk.plan();
    const film = { html: 'a film that is put together', rows: [] };
    [desk.panel, desk.awaiting] = [film, 'film:given'];
    await desk.press(desk.button('✅'));
    expect([desk.panel, desk.awaiting]).toEqual([film, 'film:given']);
  });

  it('is not taken when it costs more by now than the person said', async () => {
    const capped = await new Desk(2.5).open();
    capped.restart(dearer(0.2));
    const { toast } = await capped.press(capped.button('✅'));
    expect(toast?.text).toContain('would cost $3.20, and you said $2.50');
    expect([...capped.edits(), ...capped.said('StoryboardApproved')]).toEqual([]);
  });

  it.each([
    ['by another', { retiresOn: '2026-11-20', fallback: 'veo_3_1' }],
    ['by none', { retiresOn: '2026-11-20' }],
  ])('is not taken when the model is replaced %s', async (_, retired) => {
    desk.restart(retired);
    const { toast } = await desk.press(desk.button('✅'));
    expect(toast?.text).toContain('The model of this film is no longer available');
    expect([...desk.edits(), ...desk.said('StoryboardApproved')]).toEqual([]);
  });
});

describe('what the person said a film may cost', () => {
  it('holds for edits', async () => {
    const capped = await new Desk(2.5).open();
    await capped.press(capped.button('➕'));
    expect(shown(await capped.say('One more'))[0]).toContain(
      'would cost $3.00, and you said $2.50 at the most',
    );
    expect(capped.edits()).toEqual([]);
  });
});
