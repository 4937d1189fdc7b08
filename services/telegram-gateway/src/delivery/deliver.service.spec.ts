import { beforeEach, describe, expect, it } from '@jest/globals';
import { JobCancelled, JobDelivered, JobRequested } from '@kinoline/contracts';
import { StoreRefusedError } from '@kinoline/media-store';
import { PermanentError, RetryableError } from '@kinoline/messaging';
import { Logger } from '@nestjs/common';
import { DeliveryWorld } from '../../test/delivery-world.js';
import { filmStitched, jobRequested, newJobId, scenesPlanned } from '../../test/films.js';
import { at, brought, filmed, shownJob } from '../../test/shown-films.js';
import { AbsentTelegram } from '../adapters/absent-telegram.js';
import {
  ChatBusyError,
  ChatGoneError,
  ChatRefusedError,
  ChatUnreachableError,
  UploadUnclearError,
} from '../telegram/chat-errors.js';
import { mostLostUploads } from './delivery-way.js';

beforeEach(() => {
  Logger.overrideLogger(false);
});

const jobId = newJobId();
const film = filmStitched(jobId);
/** A job of a chat whose film was just made; the delivery hears of that itself. */
const made = (request = jobRequested(jobId, 'telegram')) =>
  new DeliveryWorld(shownJob(filmed(jobId).slice(0, -1), request));
/** A newer cut of it was begun. */
const begunAnew = { name: 'ScenesPlanned', data: scenesPlanned(jobId, { revision: 2, cut: 2 }), at } as const;
const deliveredAs = (by: string) => [['JobDelivered', { jobId, cut: 1, film: film.film, by }]];

describe('a film for the command line', () => {
  it('is left in the store', async () => {
    const world = new DeliveryWorld();
    world.knows(JobRequested, jobRequested(jobId, 'cli'));
    await world.deliver(film);
    expect(world.said).toEqual(deliveredAs('store'));
    expect(world.chats.calls).toEqual([]);
  });

  it('is given up when nobody is known to have asked', async () => {
    await expect(new DeliveryWorld().deliver(film)).rejects.toThrow(/JobRequested is gone/);
  });
});

describe('a film for a chat', () => {
  it('goes there as a video, is kept for its person, and ends the job', async () => {
    const world = made();
    await world.deliver(film);
    expect(world.chats.messages).toMatchObject([{ chatId: '42', kind: 'video' }]);
    const [message] = world.chats.messages;
    expect(message?.html).toContain('Your film is ready');
    expect(message?.html).toContain('Veo 3.1 Fast · 720p · 3 scenes · 0:12');
    expect(message?.html).toContain('$1.80');
    expect(message?.rows.flat().map(({ label }) => label)).toEqual([
      '🎬 Re-shoot a scene',
      '➕ Make it longer',
      '♻️ Same text again',
      '⚙️ Settings',
    ]);
    const fileId = `video-${message!.messageId}`;
    expect(Buffer.from(world.chats.files.get(fileId)!).toString()).toBe(film.film.key);
    expect(world.job(jobId)).toMatchObject({
      stage: 'delivered',
      delivered: [{ cut: 1, by: 'video', messageId: message!.messageId, fileId }],
    });
    expect(world.person?.films).toMatchObject([{ jobId, cut: 1, seconds: 12, costUsd: 1.8, fileId }]);
    expect(world.said).toEqual(deliveredAs('video'));
    expect(world.released).toEqual([['42', jobId, 'delivered']]);
    expect(await world.counted('films_delivered')).toEqual(['films_delivered_total{way="video"} 1']);
    expect(await world.counted('film_bytes')).toEqual(['film_bytes_total{way="video"} 1000']);
    expect(await world.counted('possible_duplicates')).toEqual(['possible_duplicates_total 0']);
  });

  it('goes there although the stream has forgotten who asked for it', async () => {
    const world = made();
    world.forgets();
    await world.deliver(film);
    expect(world.chats.messages).toMatchObject([{ chatId: '42', kind: 'video' }]);
    expect(world.said).toEqual(deliveredAs('video'));
  });

  it('is given up when nothing is kept of its job', async () => {
    const world = new DeliveryWorld();
    world.knows(JobRequested, jobRequested(jobId, 'telegram'));
    await expect(world.deliver(film)).rejects.toThrow(/came from a chat, but nothing is kept of it/);
  });

  it('speaks the language that its person has now, and names them in a group', async () => {
    const request = jobRequested(jobId, 'telegram', { requester: { chatId: '-100', locale: 'en' } });
    const world = made(request);
    world.person = { ...world.person!, name: 'Оля', chosenLocale: 'ru' };
    await world.deliver(film);
    expect(world.chats.last('-100')?.html).toContain('<a href="tg://user?id=42">Оля</a>, ваш фильм готов');
  });

  it('is brought once, however often it is heard of', async () => {
    const world = made();
    await world.deliver(film);
    await world.deliver(film);
    expect(world.chats.messages).toHaveLength(1);
    expect(world.said).toHaveLength(1);
  });

  it.each(['ScenesPlanned', 'SceneRendered'] as const)('waits for what it tells of (%s)', async (late) => {
    const facts = filmed(jobId).slice(0, -1);
    const missing = facts.find(({ name }) => name === late)!;
    const heard = facts.filter((fact) => fact !== missing);
    const world = new DeliveryWorld(shownJob(heard, jobRequested(jobId, 'telegram')));
    await expect(world.deliver(film)).rejects.toThrow(RetryableError);
    expect(world.chats.messages).toEqual([]);
    await world.hears(jobId, missing);
    await world.deliver(film);
    expect(world.chats.messages).toMatchObject([{ html: expect.stringContaining('3 scenes · 0:12') }]);
    expect(world.chats.messages).toMatchObject([{ html: expect.stringContaining('$1.80') }]);
  });

  it('does not wait for long for what it tells of', async () => {
    const request = jobRequested(jobId, 'telegram');
    for (const [lastDelivery, delivery] of [
      [false, 5],
      [true, 1],
    ] as const) {
      const world = new DeliveryWorld(shownJob(filmed(jobId).slice(0, 1), request));
      await world.deliver(film, lastDelivery, delivery);
      expect(world.said).toEqual(deliveredAs('video'));
    }
  });

  it('is brought to nobody who called it off, or wants a newer one by now', async () => {
    const cancelled = made();
    cancelled.knows(JobCancelled, { jobId, cut: 1, by: 'person' });
    await cancelled.deliver(film);
    const newer = new DeliveryWorld(shownJob([begunAnew], jobRequested(jobId, 'telegram')));
    await newer.deliver(film);
    for (const world of [cancelled, newer]) {
      expect(world.chats.messages).toEqual([]);
      expect(world.said).toEqual([]);
    }
  });

  it('is brought in a later cut although an earlier one was called off', async () => {
    const world = made();
    await world.hears(jobId, begunAnew);
    world.knows(JobCancelled, { jobId, cut: 1, by: 'person' });
    await world.deliver(filmStitched(jobId, 2));
    expect(world.said).toMatchObject([['JobDelivered', { cut: 2, by: 'video' }]]);
  });

  it('takes the buttons from the film before', async () => {
    const world = new DeliveryWorld(
      shownJob([...filmed(jobId), brought(), begunAnew], jobRequested(jobId, 'telegram')),
    );
    const old = await world.chats.send('42', { html: 'the first film', rows: [] });
    world.jobs.stored.set(
      jobId,
      JSON.stringify({ ...world.job(jobId), delivered: [{ cut: 1, by: 'video', messageId: old }] }),
    );
    world.knows(JobDelivered, { jobId, cut: 1, film: film.film, by: 'video' });
    await world.deliver(filmStitched(jobId, 2));
    const [first, second] = world.chats.messages;
    expect(first?.rows.flat().map(({ label }) => label)).toEqual(['♻️ Same text again', '⚙️ Settings']);
    expect(second?.html).toContain('The new version of your film');
    expect(world.person?.films).toMatchObject([{ jobId, cut: 2 }]);
    expect(world.job(jobId)?.delivered.map(({ cut }) => cut)).toEqual([1, 2]);
  });

  it('stays in the store when the chat is gone, and in the history of its person', async () => {
    const world = made();
    world.chats.failures.set('sendVideo', new ChatGoneError('bot was blocked by the user'));
    await world.deliver(film);
    expect(world.said).toEqual(deliveredAs('store'));
    expect(world.person?.films).toMatchObject([{ jobId, cut: 1 }]);
    expect(world.person?.films[0]).not.toHaveProperty('fileId');
    expect(world.released).toEqual([['42', jobId, 'delivered']]);
  });

  it('waits for a bot when there is none, as a dead letter that names what to set', async () => {
    const world = made();
    Object.assign(world.chats, new AbsentTelegram());
    await expect(world.deliver(film)).rejects.toThrow(PermanentError);
    await expect(world.deliver(film)).rejects.toThrow(/set BOT_TOKEN, then replay this dead letter/);
    expect(world.said).toEqual([]);
    expect(await world.counted('possible_duplicates')).toEqual(['possible_duplicates_total 0']);
  });
});

describe('a delivery that breaks off', () => {
  /** Delivers until it works; each failure is followed by a fresh process, as the line does it. */
  const untilDone = async (world: DeliveryWorld, most = 10): Promise<number> => {
    for (let tries = 1; ; tries++) {
      try {
        await world.deliver(film);
        return tries;
      } catch (error) {
        if (tries === most) throw error;
      }
    }
  };

  it('is brought again, and counted, when the process died before it was recorded', async () => {
    const world = made();
    let crashes = 1;
    world.crash = (step) => {
      if (step === 'FilmBrought' && crashes-- > 0) throw new Error('killed');
    };
    expect(await untilDone(world)).toBe(2);
    expect(world.chats.messages).toHaveLength(2);
    expect(world.chats.messages[1]?.html).toContain('If the film came twice');
    expect(world.said).toEqual(deliveredAs('video'));
    expect(world.person?.films).toHaveLength(1);
    expect(await world.counted('possible_duplicates')).toEqual(['possible_duplicates_total 1']);
  });

  it.each(['people', 'say'])('is not brought again when the process died before %s', async (step) => {
    const world = made();
    let crashes = 1;
    world.crash = (at) => {
      if (at === step && crashes-- > 0) throw new Error('killed');
    };
    expect(await untilDone(world)).toBe(2);
    expect(world.chats.messages).toHaveLength(1);
    expect(world.person?.films).toHaveLength(1);
    expect(world.said).toEqual(deliveredAs('video'));
    expect(await world.counted('possible_duplicates')).toEqual(['possible_duplicates_total 0']);
    expect(await world.counted('films_delivered')).toEqual(['films_delivered_total{way="video"} 1']);
  });

  it('knows no duplicate where Telegram surely got nothing', async () => {
    const world = made();
    for (const error of [new ChatBusyError('429', 1_000), new ChatUnreachableError('ECONNREFUSED')]) {
      world.chats.failures.set('sendVideo', error);
      await expect(world.deliver(film)).rejects.toBe(error);
    }
    await world.deliver(film);
    expect(world.chats.messages).toHaveLength(1);
    expect(world.chats.messages[0]?.html).not.toContain('twice');
    expect(await world.counted('possible_duplicates')).toEqual(['possible_duplicates_total 0']);
  });

  it('knows no duplicate of a film that never left the store', async () => {
    const world = made();
    world.store.gone.add(film.film.key);
    await expect(world.deliver(film)).rejects.toThrow(/nothing is stored under/);
    expect(world.job(jobId)).not.toHaveProperty('delivering');
    world.store.gone.clear();
    await world.deliver(film);
    expect(world.chats.messages).toHaveLength(1);
    expect(await world.counted('possible_duplicates')).toEqual(['possible_duplicates_total 0']);
  });

  it('goes as a link once enough uploads may stand in the chat', async () => {
    const world = made();
    for (let lost = 0; lost < mostLostUploads; lost++) {
      world.chats.failures.set('sendVideo', new UploadUnclearError('socket hang up'));
      await expect(world.deliver(film)).rejects.toThrow(UploadUnclearError);
    }
    await world.deliver(film);
    expect(world.chats.messages).toMatchObject([{ kind: 'picture' }]);
    expect(world.chats.messages[0]?.html).toContain('could not be uploaded');
    expect(world.chats.messages[0]?.html).toContain('If the film came twice');
    expect(world.said).toEqual(deliveredAs('link'));
    expect(await world.counted('possible_duplicates')).toEqual(['possible_duplicates_total 3']);
  });

  it('goes as a link when Telegram refuses the file', async () => {
    const world = made();
    world.chats.failures.set('sendVideo', new ChatRefusedError('Request Entity Too Large'));
    await world.deliver(film);
    expect(world.said).toEqual(deliveredAs('link'));
  });
});

describe('a film that cannot be brought', () => {
  const unreachable = new ChatUnreachableError('ECONNREFUSED');
  const refused = new ChatRefusedError('Bad Request');
  /** The last try of a delivery, or one that is given up at once. */
  const givenUp = async (world: DeliveryWorld, lastDelivery: boolean): Promise<void> => {
    await expect(world.deliver(film, lastDelivery)).rejects.toThrow();
  };
  const isLeft = (world: DeliveryWorld, gone?: true): void => {
    expect(world.said).toEqual(deliveredAs('store'));
    expect(world.job(jobId)).toMatchObject({ stage: 'delivered' });
    expect(world.job(jobId)?.delivered).toEqual([{ cut: 1, by: 'store', ...(gone && { gone }) }]);
    expect(world.person?.films).toMatchObject([{ jobId, cut: 1 }]);
    expect(world.released).toEqual([['42', jobId, 'delivered']]);
  };

  it('is left in the store for its person with the last try, and seen as a dead letter', async () => {
    const world = made();
    world.chats.failures.set('sendVideo', unreachable);
    await givenUp(world, false);
    expect([world.said, world.job(jobId)?.stage]).toEqual([[], 'delivering']);
    world.chats.failures.set('sendVideo', unreachable);
    await givenUp(world, true);
    isLeft(world);
    expect(await world.counted('films_not_brought')).toEqual([
      'films_not_brought_total{hindrance="telegram"} 1',
    ]);
  });

  it('is left there at once when no try can help', async () => {
    const world = made();
    world.chats.failures.set('sendVideo', refused);
    world.chats.failures.set('sendPicture', refused);
    world.chats.failures.set('send', refused);
    await givenUp(world, false);
    isLeft(world);
    const store = made();
    store.store.getToFile = () => Promise.reject(new StoreRefusedError('403'));
    await givenUp(store, false);
    isLeft(store);
    expect(await store.counted('films_not_brought')).toEqual([
      'films_not_brought_total{hindrance="store"} 1',
    ]);
  });

  it('is known to be gone when the store has it no more', async () => {
    const world = made();
    world.store.gone.add(film.film.key);
    await givenUp(world, false);
    isLeft(world, true);
    expect(await world.counted('films_not_brought')).toEqual([
      'films_not_brought_total{hindrance="film-gone"} 1',
    ]);
  });

  it('is settled again when the process died while it was', async () => {
    for (const step of ['FilmBrought', 'people', 'say']) {
      const world = made();
      let crashes = 1;
      world.crash = (at) => {
        if (at === step && crashes-- > 0) throw new Error('killed');
      };
      for (const last of [true, true]) {
        world.chats.failures.set('sendVideo', unreachable);
        await givenUp(world, last);
      }
      expect(world.said).toEqual(deliveredAs('store'));
      expect(world.person?.films).toMatchObject([{ jobId, cut: 1 }]);
    }
  });

  it('comes when its dead letter is replayed, once, and not when its person sent for it meanwhile', async () => {
    const [replayed, sentFor] = [made(), made()];
    for (const world of [replayed, sentFor]) {
      world.chats.failures.set('sendVideo', unreachable);
      await givenUp(world, true);
      world.store.json.set(`films/${jobId}/1/film.json`, JSON.stringify(film));
    }
    await sentFor.desk().sendAgain({ jobId, cut: 1 }, { chatId: '42', personId: '42' });
    await replayed.deliver(film, true);
    for (const world of [replayed, sentFor]) {
      const [message] = world.chats.messages;
      expect(world.job(jobId)?.delivered).toMatchObject([
        { cut: 1, by: 'video', messageId: message!.messageId, fileId: `video-${message!.messageId}` },
      ]);
      await world.deliver(film, true);
      expect(world.chats.messages).toHaveLength(1);
    }
  });

  it('is told as it is when it stood in the chat before the rest failed', async () => {
    const world = made();
    let crashes = 1;
    world.crash = (at) => {
      if (at === 'people' && crashes-- > 0) throw new Error('NATS is away');
    };
    await givenUp(world, true);
    expect(world.said).toEqual(deliveredAs('video'));
    expect(await world.counted('films_not_brought')).toEqual([]);
  });
});

describe('a film that is too large', () => {
  const large = { ...film, film: { ...film.film, bytes: 80_000_000 } };
  const smaller = {
    film: { ...film.film, key: 'films/smaller.mp4', bytes: 40_000_000 },
    width: 854,
    height: 480,
  };

  it('goes in its smaller copy, with the way to the whole one', async () => {
    const world = made();
    await world.deliver({ ...large, smaller });
    const [message] = world.chats.messages;
    expect(message?.kind).toBe('video');
    expect(message?.html).toMatch(
      /Compressed.*<a href="https:[^"]+signed&amp;for=604800">Download it in full quality/,
    );
    expect(message?.html).toContain('the link works for 7 days');
    expect(Buffer.from([...world.chats.files.values()][0]!).toString()).toBe('films/smaller.mp4');
    expect(world.said).toMatchObject([['JobDelivered', { by: 'video', film: large.film }]]);
    expect(await world.counted('film_bytes')).toEqual(['film_bytes_total{way="smaller"} 40000000']);
  });

  it('promises no way to the whole one where the store has no public address', async () => {
    const world = made();
    world.settings = { ...world.settings, store: {} as never };
    await world.deliver({ ...large, smaller });
    expect(world.chats.messages[0]?.html).toContain('Compressed');
    expect(world.chats.messages[0]?.html).not.toContain('href');
  });

  it('goes as a link with its small picture, else with the words alone', async () => {
    const world = made();
    await world.deliver(large);
    expect(world.chats.messages).toMatchObject([{ kind: 'picture' }]);
    const [message] = world.chats.messages;
    expect(message?.html).toContain('The file has 80 MB');
    expect(message?.rows).toHaveLength(2);
    expect(world.job(jobId)?.delivered).toEqual([{ cut: 1, by: 'link', messageId: message?.messageId }]);
    expect(world.person?.films[0]).not.toHaveProperty('fileId');

    const bare = made();
    bare.store.gone.add(film.thumbnail.key);
    await bare.deliver(large);
    expect(bare.chats.messages).toMatchObject([{ kind: 'text' }]);
    expect(await bare.counted('films_delivered')).toEqual(['films_delivered_total{way="link"} 1']);
  });

  it('has a link that holds no longer than the film is kept', async () => {
    const world = made();
    world.settings = { ...world.settings, keptDays: { messages: 7, clips: 7, films: 1 } };
    await world.deliver(large);
    expect(world.chats.messages[0]?.html).toMatch(/the link works for 2[34] hours/);
  });
});
