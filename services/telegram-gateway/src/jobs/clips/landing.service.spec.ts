import { beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { ObjectMissingError } from '@kinoline/media-store';
import { waitFor } from '@kinoline/testing';
import { Logger } from '@nestjs/common';
import { after, JobStory, request } from '../../../test/job-facts.js';
import { JobLine } from '../../../test/job-line.js';
import {
  ChatGoneError,
  ChatRefusedError,
  ChatUnreachableError,
  UploadUnclearError,
} from '../../telegram/chat-errors.js';

Logger.overrideLogger(false);

describe('clips of scenes', () => {
  let line: JobLine;
  let story: JobStory;
  beforeEach(async () => {
    line = new JobLine();
    story = new JobStory();
    await line.shows(story);
  });
  const captions = (): string[] =>
    line.chats.messages.filter(({ kind }) => kind === 'video').map(({ html }) => html);
  const counted = async (outcome: string): Promise<number> => {
    const text = await line.metrics.text();
    return Number(
      new RegExp(`kinoline_scene_clips_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)?.[1] ?? 0,
    );
  };

  it('are shown as they land, each once', async () => {
    await line.follows(story.planned().rendered(1));
    await line.follows(story.lost(2).rendered(2, 2));
    await line.round();
    await new JobLine(line.memory).round();
    expect(captions()).toEqual(['🎬 Scene 1 of 4 · take 1 · $0.60', '🎬 Scene 2 of 4 · take 2 · $0.60']);
    expect(line.chats.files.get(`video-${line.chats.last('7')?.messageId ?? 0}`)).toEqual(
      Buffer.from('clip'),
    );
  });

  it('of several shots are shown shot by shot', async () => {
    const settings = { ...request().settings, scenes: 2 };
    const long = new JobStory(request({ settings }), 2);
    await line.shows(long);
    await line.follows(long.planned().rendered(1).rendered(2));
    expect(captions()).toEqual([
      '🎬 Scene 1 of 2, shot 1 of 2 · take 1 · $0.60',
      '🎬 Scene 1 of 2, shot 2 of 2 · take 1 · $0.60',
    ]);
  });

  it('are not shown to whoever does not want them, nor the only one, nor beside the film', async () => {
    const quiet = new JobStory();
    quiet.job = { ...quiet.job, showScenes: false };
    const single = new JobStory(request({ settings: { ...request().settings, scenes: 1 } }));
    const fast = new JobStory(request({ settings: { ...request().settings, scenes: 2 } }));
    for (const each of [quiet, single, fast]) await line.shows(each);
    await line.follows(quiet.planned().rendered(1));
    await line.follows(single.planned().rendered(1));
    const { facts } = fast.planned().rendered(1).rendered(2).stitched();
    const last = facts.pop();
    await line.follower.note(fast.jobId, last!);
    await line.follows(fast);
    expect(captions()).toEqual([]);
  });

  it('are sent once more when the process died in the upload, which is counted', async () => {
    story
      .planned()
      .tell({ name: 'ClipBegun', scene: 1, take: 1, tries: 1, at: after(0) })
      .rendered(1);
    await line.follows(story);
    expect(captions()).toHaveLength(1);
    expect(await counted('possible-duplicate')).toBe(1);
    const again = new JobStory();
    await line.shows(again);
    again
      .planned()
      .tell({ name: 'ClipBegun', scene: 1, take: 1, tries: 2, at: after(0) })
      .rendered(1);
    await line.follows(again);
    expect(captions()).toHaveLength(1);
    expect(await counted('given-up')).toBe(1);
  });

  it('wait for a replica that is sending them', async () => {
    const at = new Date().toISOString();
    story.planned().tell({ name: 'ClipBegun', scene: 1, take: 1, tries: 1, at }).rendered(1);
    await line.follows(story);
    expect(captions()).toEqual([]);
    expect(await line.watchList.all()).toEqual([story.jobId]);
  });

  it('are tried again when nothing arrived, and not when something may have', async () => {
    line.chats.failures.set('sendVideo', new ChatUnreachableError('502'));
    await line.follows(story.planned().rendered(1));
    await line.round();
    expect(captions()).toHaveLength(1);
    expect(await counted('possible-duplicate')).toBe(0);
    line.chats.failures.set('sendVideo', new UploadUnclearError('reset'));
    await line.follows(story.rendered(2));
    await line.round();
    expect(captions()).toHaveLength(1);
    expect(await counted('unclear')).toBe(1);
  });

  it('hold up neither the status of other chats nor each other, however long one takes', async () => {
    const other = new JobStory();
    await line.shows(other);
    const { promise: uploaded, resolve: arrives } = Promise.withResolvers<undefined>();
    let begun = 0;
    line.store.getToFile = async (_, path) => {
      if ((begun += 1) === 1) await uploaded;
      await writeFile(path, 'clip');
    };
    await line.follows(story.planned());
    const [clip] = story.rendered(1).facts.splice(0);
    await line.follower.note(story.jobId, clip!);
    await waitFor(() => begun === 1, { what: 'the slow upload' });
    const { edit } = line.chats;
    line.chats.edit = () => Promise.reject(new ChatUnreachableError('502'));
    for (const fact of other.planned().rendered(1).facts.splice(0))
      await line.follower.note(other.jobId, fact);
    await waitFor(() => captions().length === 1, { what: 'the clip of the other job' });
    line.chats.edit = edit;
    await line.rounds.round();
    await line.rounds.round();
    const drawn = line.chats.messages.filter(({ html }) => html.includes('Shooting scene 2 of 4'));
    expect([drawn.length, begun]).toEqual([2, 2]);
    arrives(undefined);
    await line.round();
    expect(captions()).toHaveLength(2);
    expect(await counted('possible-duplicate')).toBe(0);
  });

  it('are shown to a person who had blocked the bot when they are back, also in that very moment', async () => {
    const blocked = new ChatGoneError('bot was blocked by the user');
    line.chats.failures.set('sendVideo', blocked);
    await line.follows(story.planned().rendered(1));
    expect(captions()).toEqual([]);
    await line.desk.welcomeBack('7', '7');
    const { sendVideo } = line.chats;
    line.chats.sendVideo = async () => {
      line.chats.sendVideo = sendVideo;
      await line.desk.welcomeBack('7', '7');
      throw blocked;
    };
    await line.round();
    expect(captions()).toHaveLength(1);
    expect(await counted('possible-duplicate')).toBe(0);
  });

  it('do not keep the film waiting when they cannot be shown', async () => {
    line.chats.failures.set('sendVideo', new ChatRefusedError('too large'));
    await line.follows(story.planned().rendered(1));
    line.store.getToFile = () => Promise.reject(new ObjectMissingError('gone'));
    await line.follows(story.rendered(2));
    expect(await counted('refused')).toBe(1);
    expect(await counted('missing')).toBe(1);
    expect((await line.job(story)).clips).toMatchObject({ '1.1': { shown: true }, '2.1': { shown: true } });
  });
});
