import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { JobLine } from '../../../test/job-line.js';
import { after, JobStory, request } from '../../../test/job-facts.js';
import { ChatGoneError, ChatRefusedError, ChatUnreachableError } from '../../telegram/chat-errors.js';
import { pressData } from '../../telegram/press-data.js';

Logger.overrideLogger(false);

describe('the status message of a job', () => {
  let line: JobLine;
  let story: JobStory;
  beforeEach(async () => {
    line = new JobLine();
    story = new JobStory();
    await line.shows(story);
  });
  const texts = (): string[] =>
    line.chats.messages.filter(({ kind }) => kind === 'text').map(({ html }) => html);

  it('is one message, edited in place', async () => {
    await line.follows(story.planned().rendered(1));
    expect(texts()).toEqual([expect.stringContaining('Shooting scene 2 of 4')]);
  });

  it('is edited once for whatever happens while an edit waits for its turn', async () => {
    story.planned().rendered(1).rendered(2).rendered(3);
    line.chats.calls.length = 0;
    const [first, ...others] = story.facts.splice(0);
    const { promise: turn, resolve: comes } = Promise.withResolvers<undefined>();
    const edit = line.chats.edit.bind(line.chats);
    line.chats.edit = async (...args) => {
      await turn;
      return edit(...args);
    };
    await line.follower.note(story.jobId, first!);
    for (const fact of others) await line.follower.note(story.jobId, fact);
    comes(undefined);
    await line.follows(story);
    expect(line.chats.calls.filter((call) => call === 'edit').length).toBeLessThanOrEqual(2);
    expect(texts()).toEqual([expect.stringContaining('Shooting scene 4 of 4')]);
  });

  it('is not edited when nothing changed, and only for the time when that is due', async () => {
    await line.follows(story.planned());
    line.chats.calls.length = 0;
    await line.follows(story);
    await line.rounds.round();
    expect(line.chats.calls).toEqual([]);
    await line.memory.jobs.change(story.jobId, (job) => {
      const status = job?.status && { ...job.status, shown: 'an earlier time', at: after(0) };
      return job && { ...job, ...(status && { status }) };
    });
    await line.rounds.round();
    expect(line.chats.calls).toEqual(['edit']);
  });

  it('is written anew when it was deleted, but not again and again', async () => {
    await line.follows(story.planned());
    line.chats.messages.length = 0;
    await line.follows(story.rendered(1));
    expect(texts()).toHaveLength(1);
    line.chats.messages.length = 0;
    await line.follows(story.rendered(2));
    await line.follows(story.rendered(3));
    expect(texts()).toHaveLength(0);
    await line.follows(story.held(4, 1));
    expect(texts()).toEqual([expect.stringContaining('Scene 4 could not be made')]);
  });

  it('comes back when the person asks for it, however often they deleted it', async () => {
    await line.follows(story.planned());
    for (const scene of [1, 2]) {
      line.chats.messages.length = 0;
      await line.follows(story.rendered(scene));
    }
    await line.desk.show({ kind: 'show-job', jobId: story.jobId, below: true });
    expect(texts()).toEqual([expect.stringContaining('Shooting scene 3 of 4')]);
  });

  it('is written below when the person is asked, and the old one goes', async () => {
    await line.follows(story.planned().rendered(1));
    await line.follows(story.lost(2).held(2, 1));
    const [clip, question, ...others] = line.chats.messages;
    expect(clip?.kind).toBe('video');
    expect(question?.html).toContain('Scene 2 could not be made');
    expect(others).toEqual([]);
    await line.follows(story.asks({ kind: 'retake', scenes: [{ scene: 2 }] }).changed());
    expect(line.chats.last('7')).toMatchObject({
      messageId: question?.messageId,
      html: expect.stringContaining('Shooting scene 2 of 4'),
    });
  });

  it('stays under a film as its summary; the next cut has a message of its own', async () => {
    const alone = new JobStory(request({ settings: { ...request().settings, scenes: 1 } }));
    await line.shows(alone);
    await line.follows(alone.planned().rendered(1).stitched().delivered());
    await line.follows(alone.asks({ kind: 'retake', scenes: [{ scene: 1 }] }));
    expect(texts().slice(1)).toEqual([
      expect.stringContaining('The film is ready'),
      expect.stringContaining('Passing it on'),
    ]);
    await line.follows(alone.refused());
    expect(texts().slice(1)).toEqual([
      expect.stringContaining('The film is ready'),
      expect.stringContaining('more than this film may'),
    ]);
    await line.follows(alone.asks({ kind: 'retake', scenes: [{ scene: 1 }] }).changed());
    expect(texts().slice(1)).toEqual([
      expect.stringContaining('The film is ready'),
      expect.stringContaining('more than this film may'),
      expect.stringContaining('Shooting scene 1 of 1'),
    ]);
  });

  it('says that a film could not be brought, as soon as Telegram is back, and stays its summary once it came', async () => {
    const alone = new JobStory(request({ settings: { ...request().settings, scenes: 1 } }));
    await line.shows(alone);
    await line.follows(alone.planned().rendered(1).stitched());
    const { send, edit } = line.chats;
    line.chats.send = () => Promise.reject(new ChatUnreachableError('ECONNREFUSED'));
    line.chats.edit = line.chats.send as never;
    await line.follows(alone.left());
    Object.assign(line.chats, { send, edit });
    await line.rounds.round();
    const left = line.chats.last('7');
    expect(left?.html).toContain('only I could not bring it to this chat');
    const data = pressData('history', 'film', alone.jobId, 1);
    expect(left?.rows).toEqual([[{ label: '📤 Send me the film', data }]]);
    expect(texts().filter((text) => text.includes('Bringing you'))).toEqual([]);
    await line.follows(alone.delivered());
    expect(line.chats.last('7')).toMatchObject({
      messageId: left?.messageId,
      html: expect.stringContaining('The film is ready'),
      rows: [],
    });
  });

  it('offers the same text again where the film itself was lost', async () => {
    await line.follows(story.planned().rendered(1).stitched([1]).left({ gone: true }));
    const status = line.chats.messages.findLast(({ kind }) => kind === 'text');
    expect(status?.html).toContain('its file was lost before I could bring it');
    expect(status?.rows.flat().map(({ label }) => label)).toEqual(['♻️ Same text again']);
  });

  it('is left alone in a chat that is gone, until the person is there again', async () => {
    line.chats.failures.set('edit', new ChatGoneError('bot was blocked by the user'));
    await line.follows(story.planned());
    line.chats.calls.length = 0;
    await line.follows(story.rendered(1));
    await line.rounds.round();
    expect(line.chats.calls).toEqual([]);
    expect((await line.job(story)).takes).toHaveProperty(['1.1']);
    await line.desk.show({ kind: 'show-job', jobId: story.jobId, below: true });
    expect(texts().at(-1)).toContain('Shooting scene 2 of 4');
  });

  it('is drawn for a person who comes back while a call finds them gone', async () => {
    const { edit } = line.chats;
    line.chats.edit = async () => {
      line.chats.edit = edit;
      await line.desk.welcomeBack('7', '7');
      throw new ChatGoneError('bot was blocked by the user');
    };
    await line.follows(story.planned());
    expect(texts()).toEqual([expect.stringContaining('Shooting scene 1 of 4')]);
  });

  it('is drawn at the next round when Telegram could not be reached, also after a restart', async () => {
    await line.follows(story.planned());
    const send = line.chats.send.bind(line.chats);
    line.chats.send = () => Promise.reject(new ChatUnreachableError('502'));
    await line.follows(story.held(1, 1));
    expect(texts()).toEqual([expect.stringContaining('Shooting')]);
    line.chats.send = send;
    await new JobLine(line.memory).rounds.round();
    expect(texts()).toEqual([expect.stringContaining('Scene 1 could not be made')]);
    expect(await line.watchList.all()).toEqual([]);
  });

  it('that Telegram refuses is tried again when it is another one', async () => {
    await line.follows(story.planned());
    line.chats.failures.set('edit', new ChatRefusedError('Bad Request'));
    await line.follows(story.rendered(1));
    expect(texts()[0]).toContain('scene 1 of 4');
    await line.follows(story.rendered(2));
    expect(texts()[0]).toContain('scene 3 of 4');
  });

  it('shows the newest state when two replicas draw and the older edit arrives last', async () => {
    const other = new JobLine(line.memory);
    const edit = line.chats.edit.bind(line.chats);
    const { promise: turn, resolve: comes } = Promise.withResolvers<undefined>();
    let held = true;
    line.chats.edit = async (...args) => {
      if (held) {
        held = false;
        await turn;
      }
      return edit(...args);
    };
    const [plan] = story.planned().facts.splice(0);
    const slow = line.follower.note(story.jobId, plan!);
    await slow;
    await other.follows(story.rendered(1));
    expect(texts()[0]).toContain('scene 2 of 4');
    comes(undefined);
    await line.follows(story);
    expect(texts()[0]).toContain('scene 2 of 4');
  });

  it('is written once by two replicas that draw at the same time', async () => {
    const other = new JobLine(line.memory);
    const [plan, held] = story.planned().held(1, 1).facts.splice(0);
    await line.follower.note(story.jobId, plan!);
    await Promise.all([
      line.follower.note(story.jobId, held!).then(() => line.follows(story)),
      other.painter.draw(story.jobId),
    ]);
    await line.rounds.round();
    expect(texts()).toEqual([expect.stringContaining('Scene 1 could not be made')]);
  });

  it('is in the language that the person chose', async () => {
    await line.memory.people.people.change('7', (person) => ({ ...person, chosenLocale: 'ru' }));
    await line.follows(story.planned());
    expect(texts()[0]).toContain('Снимаю сцену 1 из 4');
  });
});
