import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadCatalogue, type ModelCatalogue } from '@kinoline/contracts';
import { CommandFailure } from '../command/command-failure.js';
import { readFilmArguments } from './arguments.js';
import { slugOf } from './files.js';
import { checkOrder, type FilmOrder } from './order.js';

let catalogue: ModelCatalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue(path.resolve(import.meta.dirname, '../../../../parameters'));
});

const silent = { out: () => undefined, err: () => undefined };
const order = (...typed: string[]): FilmOrder => {
  const read = readFilmArguments(typed, silent);
  if (!read) throw new Error('help was asked for');
  return checkOrder(read, catalogue, new Date('2026-11-22'));
};
const problem = (...typed: string[]): string => {
  try {
    order(...typed);
  } catch (error) {
    if (error instanceof CommandFailure && error.exitCode === 2) return error.message;
    throw error;
  }
  return 'none';
};

describe('a film order', () => {
  it('has defaults for everything but the prompt', () => {
    expect(order('  A fox  ')).toEqual({
      prompt: 'A fox',
      settings: {
        model: 'veo_3_1_fast',
        quality: '720p',
        aspect: '16:9',
        secondsPerScene: 4,
        scenes: 3,
        audio: true,
        mode: 'chain',
      },
      locale: 'en',
    });
  });

  it.each([
    [['--audio', 'A fox'], true],
    [['A fox', '--audio'], true],
    [['A fox', '--audio', 'off'], false],
    [['A fox', '--audio', 'ON'], true],
    [['A fox', '--no-audio'], false],
  ])('reads sound from %j', (typed, audio) => {
    expect(order(...typed)).toMatchObject({ prompt: 'A fox', settings: { audio } });
  });

  it('takes a retired model, which the line replaces', () => {
    expect(order('A fox', '--model', 'sora_2').settings.model).toBe('sora_2');
  });

  it.each([
    [['--scenes', '3'], 'prompt: the prompt is empty: say in a sentence what the film shows'],
    [['x'.repeat(4001)], 'prompt: the prompt is longer than 4000 characters: shorten it'],
    [['A fox', '--scenes', '0'], '--scenes: at least 1 scene'],
    [['A fox', '--scenes', '500'], '--scenes: at most 20 scenes'],
    [['A fox', '--scenes', 'three'], '--scenes: a whole number of scenes'],
    [['A fox', '--scenes', '2.5'], '--scenes: a whole number of scenes'],
    [['A fox', '--seconds', '3'], '--seconds: at least 4 seconds a scene'],
    [['A fox', '--aspect', '4:3'], '--aspect: choose one of 16:9, 9:16, 1:1'],
    [['A fox', '--quality', '8k'], '--quality: choose one of 720p, 1080p, 4k'],
    [['A fox', '--audio=loud'], '--audio: choose on or off'],
    [['A fox', '--lang', 'xx'], '--lang: choose en or ru'],
    [['A fox', '--budget', '-1'], '--budget: an amount in US dollars, as 2.50'],
    [['A fox', '--deadline', '0'], '--deadline: a number of minutes above 0'],
    [
      ['A fox', '--mode', 'keyframes'],
      '--mode: keyframes is not built yet; leave it out or use --mode chain',
    ],
    [
      ['A fox', '--model', 'nope'],
      '--model: there is no nope; choose one of kling_2_5_turbo, sora_2, veo_3_1, veo_3_1_fast',
    ],
    [
      ['A fox', '--scenes', '0', '--aspect', '2:1'],
      '--scenes: at least 1 scene; --aspect: choose one of 16:9, 9:16, 1:1',
    ],
    [['A fox', '--colour'], "unknown option '--colour'"],
    [['A', 'fox'], 'too many arguments'],
  ])('refuses %j', (typed, line) => {
    expect(problem(...typed)).toContain(line);
  });
});

describe('slugOf', () => {
  it.each([
    ['A fox crosses a frozen lake at dawn', 'a-fox-crosses-a-frozen-lake-at-dawn'],
    ['Старый маяк, шторм!', 'старый-маяк-шторм'],
    ['../../etc/passwd', 'etc-passwd'],
    ['!!!', 'film'],
    ['word '.repeat(40), 'word-word-word-word-word-word-word-word-word-word-word-word'],
  ])('makes %j a file name', (prompt, slug) => {
    expect(slugOf(prompt)).toBe(slug);
  });
});
