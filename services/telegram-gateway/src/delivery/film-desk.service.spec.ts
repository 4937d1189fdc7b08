import { beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailableError } from '@kinoline/media-store';
import { Logger } from '@nestjs/common';
import { DeliveryWorld } from '../../test/delivery-world.js';
import { filmStitched, jobRequested, newJobId } from '../../test/films.js';
import { brought, deliveredJob, filmed, leftInStore, shownJob } from '../../test/shown-films.js';
import { ChatRefusedError, UploadUnclearError } from '../telegram/chat-errors.js';
import { keptFilmOf } from './kept-film.js';

beforeEach(() => {
  Logger.overrideLogger(false);
});

const jobId = newJobId();
const film = filmStitched(jobId);
const record = `films/${jobId}/1/film.json`;
const to = { chatId: '42', personId: '42' };
const labels = (world: DeliveryWorld) =>
  world.chats
    .last('42')
    ?.rows.flat()
    .map(({ label }) => label);

/** A person who got a film, and the store as the stitcher left it. */
function world(fileId?: string): DeliveryWorld {
  const job = deliveredJob({}, jobRequested(jobId, 'telegram'));
  const made = new DeliveryWorld(job);
  const kept = keptFilmOf(job, film, { at: new Date().toISOString(), fileId });
  made.person = { ...made.person!, films: [kept] };
  made.store.json.set(record, JSON.stringify(film));
  return made;
}

describe('a film that is wanted again', () => {
  it('comes by its file id, with the buttons that the newest film has', async () => {
    const desk = world('kept');
    await desk.desk().sendAgain({ jobId, cut: 1 }, to);
    expect(desk.chats.calls).toEqual(['sendKeptVideo']);
    expect(desk.chats.last('42')?.html).toMatch(/<blockquote>A fox crosses a frozen lake at dawn/);
    expect(labels(desk)).toHaveLength(4);
    expect(await desk.counted('films_delivered')).toEqual(['films_delivered_total{way="kept"} 1']);
  });

  it('comes anew from the store when Telegram does not know it any more, and is known from then on', async () => {
    const desk = world('of another bot');
    desk.chats.failures.set('sendKeptVideo', new ChatRefusedError('wrong file identifier'));
    await desk.desk().sendAgain({ jobId, cut: 1 }, to);
    const message = desk.chats.last('42')!;
    expect(message.kind).toBe('video');
    expect(desk.person?.films[0]?.fileId).toBe(`video-${message.messageId}`);
    await desk.desk().sendAgain({ jobId, cut: 1 }, to);
    expect(desk.chats.calls.at(-1)).toBe('sendKeptVideo');
  });

  it('comes with a fresh link when it is too large', async () => {
    const desk = world();
    const large = { ...film, film: { ...film.film, bytes: 80_000_000 } };
    desk.store.json.set(record, JSON.stringify(large));
    await desk.desk().sendAgain({ jobId, cut: 1 }, to);
    expect(desk.chats.last('42')).toMatchObject({ kind: 'picture' });
    expect(desk.chats.last('42')?.html).toContain('Download the film');
    expect(desk.person?.films[0]).not.toHaveProperty('fileId');
  });

  it.each([
    ['its record', record],
    ['the film', film.film.key],
  ])('is said to be gone, and offered anew, when %s is gone', async (_, key) => {
    const desk = world();
    if (key === record) desk.store.json.delete(key);
    desk.store.gone.add(key);
    await desk.desk().sendAgain({ jobId, cut: 1 }, to);
    expect(desk.chats.last('42')).toMatchObject({ kind: 'text' });
    expect(desk.chats.last('42')?.html).toContain('files are kept for 30 days');
    expect(labels(desk)).toEqual(['♻️ Same text again']);
  });

  it('is gone for good once its job is forgotten as well', async () => {
    const desk = world();
    desk.jobs.stored.clear();
    desk.store.json.clear();
    await desk.desk().sendAgain({ jobId, cut: 1 }, to);
    expect(desk.chats.last('42')?.html).toContain('<code>A fox crosses a frozen lake at dawn</code>');
    expect(labels(desk)).toEqual([]);
    await desk.desk().sendAgain({ jobId: newJobId(), cut: 1 }, to);
    expect(desk.chats.last('42')?.html).toContain('too long ago');
  });

  it('that was left in the store is known to stand in its chat from then on, and in no other', async () => {
    const desk = world();
    const left = shownJob([...filmed(jobId), leftInStore], jobRequested(jobId, 'telegram'));
    desk.jobs.stored.set(jobId, JSON.stringify(left));
    await desk.desk().sendAgain({ jobId, cut: 1 }, { ...to, chatId: '43' });
    expect(desk.job(jobId)?.delivered).toEqual([{ cut: 1, by: 'store' }]);
    await desk.desk().sendAgain({ jobId, cut: 1 }, to);
    const { messageId } = desk.chats.last('42')!;
    expect(desk.job(jobId)?.delivered).toMatchObject([{ cut: 1, by: 'video', messageId }]);
    expect(labels(desk)).toHaveLength(4);
  });

  it('has no buttons to change it once there is a newer one', async () => {
    const desk = world('kept');
    const job = shownJob([brought(2)], jobRequested(jobId, 'telegram'));
    desk.jobs.stored.set(jobId, JSON.stringify(job));
    await desk.desk().sendAgain({ jobId, cut: 1 }, to);
    expect(labels(desk)).toEqual(['♻️ Same text again', '⚙️ Settings']);
  });

  it('is said to be kept when the store cannot be asked, and comes once it can', async () => {
    const desk = world();
    const { getToFile } = desk.store;
    desk.store.getToFile = () => Promise.reject(new StoreUnavailableError('ECONNREFUSED'));
    await desk.desk().sendAgain({ jobId, cut: 1 }, to);
    expect(desk.chats.messages).toMatchObject([{ html: expect.stringMatching(/It is not lost/) }]);
    Object.assign(desk.store, { getToFile });
    await desk.desk().sendAgain({ jobId, cut: 1 }, to);
    expect(desk.chats.last('42')?.kind).toBe('video');
  });

  it('is not uploaded again by itself when its answer was lost: the person sees whether it came', async () => {
    const desk = world();
    desk.chats.failures.set('sendVideo', new UploadUnclearError('socket hang up'));
    await desk.desk().sendAgain({ jobId, cut: 1 }, to);
    expect(desk.chats.calls.filter((call) => call === 'sendVideo')).toHaveLength(1);
    expect(desk.chats.last('42')?.html).toContain('The connection broke');
  });
});
