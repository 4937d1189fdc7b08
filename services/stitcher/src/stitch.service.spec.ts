import { beforeEach, describe, expect, it } from '@jest/globals';
import { FilmFailed, FilmStitched, type Warning } from '@kinoline/contracts';
import {
  IntegrityError,
  ObjectMissingError,
  StoreRefusedError,
  StoreUnavailableError,
} from '@kinoline/media-store';
import { RetryableError } from '@kinoline/messaging';
import { noted, StitchingWorld } from '../test/stitching-world.js';
import { mediaRef, wantedFilm } from '../test/wanted-film.js';
import { UnreadableClipsError, UnusableClipError, WrongFilmError } from './ports.js';

const film = wantedFilm();
const home = `films/${film.jobId}/1`;
const lost: Warning = { code: 'scene-missing', scene: 4, detail: 'moderated' };

let world: StitchingWorld;
beforeEach(() => {
  world = new StitchingWorld();
});

function sayings(): string[] {
  return world.said.map(({ name }) => name);
}

function stitched() {
  expect(sayings()).toEqual(['FilmStitched']);
  return FilmStitched.data.parse(world.said[0]?.data);
}

function failed() {
  expect(sayings()).toEqual(['FilmFailed']);
  return FilmFailed.data.parse(world.said[0]?.data);
}

describe('stitching a film', () => {
  it('stores film, pictures and, last, the record, and says FilmStitched', async () => {
    await world.stitch();
    const files = ['contact-sheet.jpg', 'film.mp4', 'thumbnail.jpg'].map((name) => `${home}/${name}`);
    expect(world.stored.slice(0, 3).toSorted()).toEqual(files);
    expect(world.stored.slice(3)).toEqual([`${home}/film.json`]);
    expect(stitched()).toMatchObject({
      ...{ jobId: film.jobId, cut: 1, film: mediaRef(`${home}/film.mp4`), facts: { seconds: 12 } },
      scenes: [
        { scene: 1, startsAt: 0 },
        { scene: 2, startsAt: 4 },
        { scene: 3, startsAt: 8 },
      ],
      ...{ conformed: [2], adaptations: [], warnings: [] },
    });
    expect(world.openFolders).toBe(0);
    const metrics = await world.metrics.text();
    expect(metrics).toContain('kinoline_joined_clips_total{part="picture",how="copied"} 3');
    expect(metrics).toContain('kinoline_joined_clips_total{part="sound",how="silence"} 1');
  });

  it('orders the size asked for, and passes the warnings on', async () => {
    await world.stitch(wantedFilm({ aspect: '1:1', quality: '4k', audio: false, warnings: [lost] }));
    expect(world.ordered[0]).toMatchObject({ size: { width: 2160, height: 2160 }, sound: false });
    expect(stitched().warnings).toEqual([lost]);
  });

  it.each([FilmStitched, FilmFailed])('does nothing for a cut that has ended: $name', async (end) => {
    world.told.add(end);
    await world.stitch();
    expect([world.said, world.read]).toEqual([[], []]);
  });

  it('says what an earlier try has stored, and makes nothing', async () => {
    world.record = noted(film);
    await world.stitch();
    expect(stitched()).toEqual(world.record);
    expect([world.ordered, world.stored]).toEqual([[], []]);
  });

  it('makes the film anew when the record is not one', async () => {
    world.record = { film: 'half a record' };
    await world.stitch();
    expect(stitched().facts.seconds).toBe(12);
  });
});

describe('a film that is larger than can be delivered', () => {
  // What is stored has 1,000 bytes in these tests.
  const large = wantedFilm({ maxBytes: 999 });

  it('is stored as it is, with a smaller copy beside it, before the record', async () => {
    await world.stitch(large);
    expect(world.shrunk).toEqual([{ film: '/work/film.mp4', maxBytes: 999 }]);
    expect(world.stored.slice(3)).toEqual([`${home}/smaller.mp4`, `${home}/film.json`]);
    expect(stitched()).toMatchObject({
      film: mediaRef(`${home}/film.mp4`),
      smaller: { film: mediaRef(`${home}/smaller.mp4`), width: 854, height: 480 },
    });
  });

  it('has no copy where none can be made', async () => {
    world.shrink = () => Promise.resolve(undefined);
    await world.stitch(large);
    expect(world.stored.slice(3)).toEqual([`${home}/film.json`]);
    expect(stitched()).not.toHaveProperty('smaller');
  });

  it('is not said when it is stopped over the copy', async () => {
    const stop = new AbortController();
    world.shrink = (_order, { signal }) => {
      stop.abort(new Error('shutdown'));
      return Promise.reject(signal.reason as Error);
    };
    await expect(world.stitch(large, { signal: stop.signal })).rejects.toThrow('shutdown');
    expect(world.said).toEqual([]);
  });

  it.each([
    ['fits exactly', wantedFilm({ maxBytes: 1000 })],
    ['may have any size', wantedFilm()],
  ])('is another than one that %s', async (_, wanted) => {
    await world.stitch(wanted);
    expect(world.shrunk).toEqual([]);
    expect(stitched()).not.toHaveProperty('smaller');
  });
});

describe('the clips of a film', () => {
  it('are decoded as a whole when nobody is known to have checked them', async () => {
    await world.stitch();
    expect([world.examined.length, world.looked.length]).toEqual([3, 0]);
  });

  it('are trusted when the framer has checked the very same bytes', async () => {
    world.trust(film);
    world.rendered.set(3, mediaRef('another take'));
    await world.stitch();
    expect([world.examined.length, world.looked.length]).toEqual([1, 2]);
    expect(world.read).toContain(`jobs/${film.jobId}/scenes/1/takes/1/last.png`);
  });

  it('are used without their stills when these have expired', async () => {
    world.trust(film);
    world.get = (key) =>
      key.endsWith('.png') ? Promise.reject(new ObjectMissingError(key)) : Promise.resolve();
    await world.stitch();
    expect(world.ordered[0]?.clips.map(({ stills }) => stills)).toEqual([undefined, undefined, undefined]);
    expect(stitched().scenes).toHaveLength(3);
  });

  it.each([
    ['damaged', new UnusableClipError('the clip does not decode')],
    ['of other bytes', new IntegrityError('another hash')],
    ['gone', new ObjectMissingError('jobs/x')],
  ])('that are %s are left out with a warning', async (_, error) => {
    world.get = (key) => (key.includes('/scenes/2/') ? Promise.reject(error) : Promise.resolve());
    await world.stitch();
    expect(stitched().scenes.map(({ scene }) => scene)).toEqual([1, 3]);
    expect(stitched().warnings).toEqual([{ code: 'clip-left-out', scene: 2, detail: error.message }]);
  });

  describe('of a later cut', () => {
    const later = wantedFilm({ cut: 2, warnings: [lost] });

    it('that are gone end it: without them it would be another film', async () => {
      world.get = (key) =>
        /scenes\/[12]\//.test(key) ? Promise.reject(new ObjectMissingError(key)) : Promise.resolve();
      await world.stitch(later);
      const { cut, code, detail, warnings } = failed();
      expect([cut, code]).toEqual([2, 'no-usable-clip']);
      expect(detail).toMatch(/clips of an earlier cut are not kept any more: .*scenes\/1.*scenes\/2/);
      expect(warnings.map(({ scene }) => scene)).toEqual([4, 1, 2]);
      expect(world.ordered).toEqual([]);
    });

    it('that are damaged are left out with a warning', async () => {
      const damaged = new UnusableClipError('the clip does not decode');
      world.examine = (clip) => (clip.includes('2-clip') ? Promise.reject(damaged) : Promise.resolve());
      await world.stitch(later);
      expect(stitched().scenes.map(({ scene }) => scene)).toEqual([1, 3]);
    });
  });

  it('are all checked when the join stumbles over one', async () => {
    world.trust(film);
    world.make = () =>
      world.ordered.length === 1 ? Promise.reject(new UnreadableClipsError('bad data')) : Promise.resolve();
    world.examine = (clip) =>
      clip.includes('1-clip') ? Promise.reject(new UnusableClipError('cut off')) : Promise.resolve();
    await world.stitch();
    expect(world.examined).toHaveLength(3);
    expect(world.ordered[1]?.encodeAll).toBe(false);
    expect(stitched()).toMatchObject({
      scenes: [{ scene: 2 }, { scene: 3 }],
      warnings: [{ code: 'clip-left-out', scene: 1 }],
    });
  });
});

describe('clips that are sound and cannot be joined by copying', () => {
  it('are all encoded', async () => {
    world.trust(film);
    world.make = ({ encodeAll }) =>
      encodeAll ? Promise.resolve() : Promise.reject(new UnreadableClipsError('out of order'));
    await world.stitch();
    expect(world.ordered.map(({ encodeAll }) => encodeAll)).toEqual([false, true]);
    expect(stitched().scenes).toHaveLength(3);
  });
});

describe('a film that cannot be made', () => {
  it('fails when no clip is left', async () => {
    world.examine = () => Promise.reject(new UnusableClipError('cut off'));
    await world.stitch(wantedFilm({ warnings: [lost] }));
    const { code, detail, warnings } = failed();
    expect([code, detail]).toEqual(['no-usable-clip', expect.stringContaining('cut off')]);
    expect(warnings.map((warning) => warning.code).join()).toBe(
      'scene-missing,clip-left-out,clip-left-out,clip-left-out',
    );
    expect(world.openFolders).toBe(0);
  });

  it('fails when the result is wrong, and stores nothing', async () => {
    world.make = () => Promise.reject(new WrongFilmError('it lasts 3 s instead of 12 s'));
    await world.stitch();
    expect(failed()).toMatchObject({ code: 'wrong-result', detail: 'it lasts 3 s instead of 12 s' });
    expect(world.stored).toEqual([]);
  });

  it.each([
    new StoreUnavailableError('no answer'),
    new RetryableError('ffmpeg found no room to write'),
    new IntegrityError('broken download', { retryable: true }),
    new Error('who knows'),
  ])('is left to another try: %p', async (error) => {
    world.get = () => Promise.reject(error);
    await expect(world.stitch()).rejects.toBe(error);
    expect([world.said, world.openFolders]).toEqual([[], 0]);
  });

  it('is not even begun without room for its clips', async () => {
    world.roomBytes = 2999;
    await expect(world.stitch()).rejects.toThrow('no room');
    expect(world.read).toEqual([]);
  });

  it('fails when no other try follows, and keeps the message for a person', async () => {
    const full = new RetryableError('no room');
    world.put = () => Promise.reject(full);
    await expect(world.stitch(film, { lastDelivery: true })).rejects.toBe(full);
    expect(failed()).toMatchObject({ code: 'tool-failed', detail: 'no room' });
  });

  it('fails when the store refuses us for good', async () => {
    const refused = new StoreRefusedError('wrong key');
    world.get = () => Promise.reject(refused);
    await expect(world.stitch()).rejects.toBe(refused);
    expect(failed().code).toBe('tool-failed');
  });

  it('says nothing when it is stopped, even at the last delivery', async () => {
    const reason = new Error('shutdown');
    const stop = new AbortController();
    world.make = () => {
      stop.abort(reason);
      return Promise.reject(new WrongFilmError('killed half-way'));
    };
    await expect(world.stitch(film, { signal: stop.signal, lastDelivery: true })).rejects.toBe(reason);
    expect([world.said, world.openFolders]).toEqual([[], 0]);
  });
});
