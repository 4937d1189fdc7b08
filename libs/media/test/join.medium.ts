import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir } from 'node:fs/promises';
import {
  examineFilm,
  joinClips,
  MediaRunner,
  probe,
  verifyFilm,
  type JoinedFilm,
  type JoinTarget,
} from '../src/index.js';
import { clipDirectory, ffmpeg, rawRgb, realRunner, shownFrames } from './clips.js';
import { makeClip, type ClipRecipe } from './film-clips.js';
import { ascends, hashesOf, packetsOf } from './packets.js';
import { beepStarts, loudest } from './sound.js';

const signal = new AbortController().signal;
const small: JoinTarget = { width: 320, height: 180, sound: true };

let runner: MediaRunner;
let directory: Awaited<ReturnType<typeof clipDirectory>>;
let count = 0;

beforeAll(async () => {
  runner = await realRunner();
  directory = await clipDirectory();
});

afterAll(() => directory.remove());

/** Makes the clips, joins them and checks what must hold for every film. */
async function join(recipes: readonly ClipRecipe[], target: JoinTarget = small) {
  const folder = directory.path(`join-${(count += 1)}`);
  await mkdir(folder);
  const paths = await Promise.all(recipes.map(clipOf));
  return { paths, ...(await joinPaths(paths, target, folder)) };
}

/** Makes each clip once, however many tests use it. */
function clipOf(recipe: ClipRecipe): Promise<string> {
  const name = JSON.stringify(recipe);
  const clip = made.get(name) ?? makeClip(directory.path(`clip-${made.size}.mp4`), recipe);
  made.set(name, clip);
  return clip;
}

const made = new Map<string, Promise<string>>();

async function joinPaths(paths: readonly string[], target: JoinTarget, folder: string, by = runner) {
  const clips = await Promise.all(
    paths.map(async (path) => ({ path, probe: await probe(by, path, { signal }) })),
  );
  const joined = await joinClips(by, { clips, target, folder }, { signal });
  const verdict = await verifyFilm(by, joined, { signal });
  expect(verdict.faults).toEqual([]);
  await expectSound(joined);
  return { joined, verdict };
}

async function expectSound({ film }: JoinedFilm): Promise<void> {
  // Any decoding error makes ffmpeg exit with 1.
  await ffmpeg('-xerror', '-i', film, '-f', 'null', '-');
  const pictures = await packetsOf(film, 'v');
  expect(ascends(pictures.map(({ dts }) => dts))).toBe(true);
  expect(pictures.every(({ pts, dts }) => pts >= dts)).toBe(true);
  expect(ascends((await packetsOf(film, 'a')).map(({ dts }) => dts))).toBe(true);
}

function stepsOf({ plan }: JoinedFilm): string[] {
  return plan.steps.map(({ picture, sound, asIs }) => `${picture} ${sound}${asIs ? '' : ', piece'}`);
}

/** The colour channel that is strongest in the lower half of a picture: what a clip of {@link makeClip} shows. */
function colourOf(picture: Buffer): string {
  const lower = picture.subarray(picture.length / 2);
  const sums = [0, 0, 0];
  for (let at = 0; at < lower.length; at += 1) sums[at % 3]! += lower[at]!;
  return ['red', 'lime', 'blue'][sums.indexOf(Math.max(...sums))]!;
}

async function coloursOf({ film, plan }: JoinedFilm): Promise<string[]> {
  const { width, height } = plan.profile.picture;
  const colours = (await shownFrames(film, { width, height })).map(colourOf);
  return plan.steps.map((_, index) => {
    const start = plan.steps.slice(0, index).reduce((sum, { frames }) => sum + frames, 0);
    const shown = new Set(colours.slice(start, start + plan.steps[index]!.frames));
    return [...shown].join(' and ');
  });
}

describe('clips that agree', () => {
  it('are copied packet by packet, in order, without gaps', async () => {
    const { paths, joined, verdict } = await join([
      { colour: 'red' },
      { colour: 'lime', seconds: 3 },
      { colour: 'blue', seconds: 1.25 },
    ]);
    expect(stepsOf(joined)).toEqual(Array(3).fill('copied copied'));
    const inputs = await Promise.all(paths.map((path) => hashesOf(path, 'v')));
    expect(await hashesOf(joined.film, 'v')).toEqual(inputs.flat());
    expect(verdict.probe.video).toMatchObject({ frames: 150, seconds: 6.25, variableFrameRate: false });
    const sound = await Promise.all(paths.map((path) => hashesOf(path, 'a')));
    expect(sound.flat()).toEqual(expect.arrayContaining(await hashesOf(joined.film, 'a')));
    expect(await coloursOf(joined)).toEqual(['red', 'lime', 'blue']);
  });

  it('keep sound and picture together over many seams', async () => {
    // A beep at the start of every clip, whose length is no whole number of sound packets.
    const beep = ['-af', "volume='if(lt(t,0.1),1,0)':eval=frame", '-c:a', 'aac', '-ac', '2'];
    const { joined } = await join(Array(12).fill({ seconds: 1.25, sound: beep }));
    expect(stepsOf(joined)).toEqual(Array(12).fill('copied copied'));
    const starts = await beepStarts(joined.film);
    expect(starts).toHaveLength(12);
    starts.forEach((start, index) => expect(Math.abs(start - index * 1.25)).toBeLessThan(0.03));
    const ticks = (await packetsOf(joined.film, 'a')).map(({ pts }) => pts);
    const steps = new Set(ticks.slice(1).map((tick, index) => tick - ticks[index]!));
    expect([...steps]).toEqual([1024]);
  });

  it('are copied on a machine without ffprobe', async () => {
    const { ffmpeg: tool, origin } = runner.tools;
    const folder = directory.path('no-ffprobe');
    await mkdir(folder);
    const paths = await Promise.all([{ colour: 'red' }, { colour: 'blue' }].map(clipOf));
    const { joined } = await joinPaths(paths, small, folder, new MediaRunner({ ffmpeg: tool, origin }));
    expect(stepsOf(joined)).toEqual(Array(2).fill('copied copied'));
    expect(await coloursOf(joined)).toEqual(['red', 'blue']);
  });

  it('lose their sound, and nothing else, in a silent film', async () => {
    const { paths, joined, verdict } = await join([{}, { sound: 'mute' }], { ...small, sound: false });
    expect(stepsOf(joined)).toEqual(['copied none', 'copied none']);
    expect(verdict.probe.audio).toBeUndefined();
    expect(await hashesOf(joined.film, 'v')).toEqual(
      (await Promise.all(paths.map((path) => hashesOf(path, 'v')))).flat(),
    );
  });

  it('get a silent track when all are mute and sound is wanted', async () => {
    const { joined, verdict } = await join([{ sound: 'mute' }, { sound: 'mute' }]);
    expect(stepsOf(joined)).toEqual(['copied none', 'copied none']);
    expect(joined.plan.profile.sound.kind).toBe('silence');
    expect(verdict.probe.audio).toMatchObject({ codec: 'aac', sampleRate: 48_000, channels: 2 });
    expect(await loudest(joined.film)).toBeLessThan(-80);
  });

  it('are copied over a clock that differs', async () => {
    const { paths, joined } = await join([{}, {}, { picture: ['-video_track_timescale', '90000'] }]);
    expect(stepsOf(joined)).toEqual(['copied copied', 'copied copied', 'copied copied, piece']);
    expect(await hashesOf(joined.film, 'v')).toEqual(
      (await Promise.all(paths.map((path) => hashesOf(path, 'v')))).flat(),
    );
  });
});

describe('a clip that differs', () => {
  const others = async (paths: readonly string[], at: number) => {
    const kept = await Promise.all(
      paths.filter((_, index) => index !== at).map((path) => hashesOf(path, 'v')),
    );
    return kept.flat();
  };

  it.each<[string, ClipRecipe]>([
    ['in its encoder', { picture: ['-profile:v', 'baseline'] }],
    ['in its codec', { picture: ['-c:v', 'libx265', '-x265-params', 'log-level=error'] }],
    ['in its rate', { rate: '30' }],
    ['in its NTSC rate', { rate: '24000/1001' }],
    ['in its size', { size: '426x240' }],
    ['by being upright', { size: '180x320' }],
    ['in its pixels', { picture: ['-pix_fmt', 'yuv444p'] }],
    ['in its pixel shape', { size: '240x180', picture: ['-vf', 'setsar=4/3'] }],
    ['by unequal times', { picture: ['-vf', "select='not(eq(mod(n,5),2))'", '-vsync', 'vfr'] }],
  ])('%s is encoded alone', async (_, recipe) => {
    const { paths, joined, verdict } = await join([
      { colour: 'red' },
      { colour: 'lime', ...recipe },
      { colour: 'blue', seconds: 3 },
    ]);
    expect(stepsOf(joined)).toEqual(['copied copied', 'encoded copied, piece', 'copied copied']);
    expect(await hashesOf(joined.film, 'v')).toEqual(expect.arrayContaining(await others(paths, 1)));
    expect(Math.abs(verdict.probe.video.seconds - 7)).toBeLessThan(0.05);
    expect(await coloursOf(joined)).toEqual(['red', 'lime', 'blue']);
  });

  it('is encoded alone among clips that do not reorder pictures', async () => {
    const plain = ['-bf', '0'];
    const { paths, joined } = await join([
      { colour: 'red', picture: plain },
      { colour: 'lime', size: '426x240' },
      { colour: 'blue', picture: plain },
    ]);
    expect(stepsOf(joined)).toEqual(['copied copied', 'encoded copied, piece', 'copied copied']);
    expect(await hashesOf(joined.film, 'v')).toEqual(expect.arrayContaining(await others(paths, 1)));
    expect(await coloursOf(joined)).toEqual(['red', 'lime', 'blue']);
  });

  it('by pictures that it hides is encoded alone', async () => {
    const folder = directory.path('hidden');
    await mkdir(folder);
    const whole = await clipOf({ colour: 'lime', seconds: 3 });
    // Cut without encoding, it keeps the pictures since the last key frame, and an edit list that hides them.
    await ffmpeg('-ss', '1', '-i', whole, '-c', 'copy', `${folder}/cut.mp4`);
    const paths = [await clipOf({ colour: 'red' }), `${folder}/cut.mp4`];
    const { joined, verdict } = await joinPaths(paths, small, folder);
    expect(stepsOf(joined)).toEqual(['copied copied', expect.stringMatching(/^encoded/)]);
    expect(verdict.probe.video.frames).toBe(96);
    expect(await coloursOf(joined)).toEqual(['red', 'lime']);
  });

  it('first in the film is encoded alone', async () => {
    const { paths, joined } = await join([{ colour: 'lime', picture: ['-bf', '0'] }, { colour: 'red' }, {}]);
    expect(stepsOf(joined)).toEqual(['encoded copied, piece', 'copied copied', 'copied copied']);
    expect(await hashesOf(joined.film, 'v')).toEqual(expect.arrayContaining(await others(paths, 0)));
    expect(await coloursOf(joined)).toEqual(['lime', 'red', 'red']);
  });

  it.each<[string, ClipRecipe, string]>([
    ['by being mute', { sound: 'mute' }, 'silence'],
    ['by one channel', { sound: ['-c:a', 'aac', '-ac', '1'] }, 'encoded'],
    ['by six channels', { sound: ['-c:a', 'aac', '-ac', '6'] }, 'encoded'],
    ['in its sample rate', { sound: ['-c:a', 'aac', '-ac', '2', '-ar', '44100'] }, 'encoded'],
    ['in its sound codec', { sound: ['-c:a', 'libmp3lame', '-ac', '2'] }, 'encoded'],
    ['by short sound', { soundSeconds: 1.2 }, 'encoded'],
    ['by long sound', { soundSeconds: 3.1 }, 'encoded'],
  ])('%s keeps its picture', async (_, recipe, sound) => {
    const { paths, joined, verdict } = await join([
      { colour: 'red' },
      { colour: 'lime', ...recipe },
      { colour: 'blue' },
    ]);
    expect(stepsOf(joined)).toEqual(['copied copied', `copied ${sound}, piece`, 'copied copied']);
    expect(await hashesOf(joined.film, 'v')).toEqual(
      (await Promise.all(paths.map((path) => hashesOf(path, 'v')))).flat(),
    );
    expect(verdict.probe.video.seconds).toBe(6);
    expect(verdict.probe.audio).toMatchObject({ codec: 'aac', sampleRate: 48_000, channels: 2 });
  });
});

describe('a target that no clip has', () => {
  it('of another shape crops the middle out', async () => {
    const { joined } = await join([{ colour: 'red' }, { colour: 'blue' }], {
      width: 180,
      height: 180,
      sound: true,
    });
    expect(stepsOf(joined)).toEqual(Array(2).fill('encoded copied, piece'));
    expect(joined.plan.steps[0]!.fit).toEqual({ scaled: 'no', cropped: true });
    expect(await coloursOf(joined)).toEqual(['red', 'blue']);
  });

  it('gives stills of every clip while the film is decoded', async () => {
    const { joined } = await join([{ colour: 'red' }, { colour: 'blue' }], { ...small, sound: false });
    const folder = directory.path('stills');
    await mkdir(folder);
    const { rows, thumbnail } = await examineFilm(runner, joined, { folder, width: 160 }, { signal });
    const shown = await Promise.all(rows.flat().map(async (still) => colourOf(await rawRgb(still))));
    expect(shown).toEqual(['red', 'red', 'red', 'blue', 'blue', 'blue']);
    expect(colourOf(await rawRgb(thumbnail))).toBe('red');
  });

  it('of 4K upscales', async () => {
    const uhd = { width: 3840, height: 2160, sound: true };
    const { joined } = await join(
      [
        { seconds: 0.5, size: '640x360' },
        { seconds: 0.5, size: '640x360' },
      ],
      uhd,
    );
    expect(joined.plan.steps.map(({ fit }) => fit)).toEqual(Array(2).fill({ scaled: 'up', cropped: false }));
  });

  it('smaller than all downscales, with an odd source', async () => {
    const target = { width: 160, height: 90, sound: true };
    const odd = { size: '321x181', picture: ['-pix_fmt', 'yuv444p'] };
    const { joined } = await join([{}, odd], target);
    expect(joined.plan.steps.map(({ fit }) => fit.scaled)).toEqual(['down', 'down']);
  });
});

describe('a rotated clip', () => {
  it('is shown upright', async () => {
    const folder = directory.path('rotated');
    await mkdir(folder);
    await makeClip(`${folder}/flat.mp4`, { size: '180x320', colour: 'lime' });
    await ffmpeg(
      '-i',
      `${folder}/flat.mp4`,
      '-c',
      'copy',
      '-metadata:s:v:0',
      'rotate=90',
      `${folder}/turned.mp4`,
    );
    await makeClip(`${folder}/other.mp4`, { colour: 'red', seconds: 3 });
    const { joined } = await joinPaths([`${folder}/turned.mp4`, `${folder}/other.mp4`], small, folder);
    expect(joined.plan.steps[0]).toMatchObject({ picture: 'encoded', fit: { scaled: 'no', cropped: false } });
    expect(await coloursOf(joined)).toEqual(['lime', 'red']);
  });
});
