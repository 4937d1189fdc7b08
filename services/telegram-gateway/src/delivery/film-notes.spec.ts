import { describe, expect, it } from '@jest/globals';
import { filmStitched, newJobId, plannedScene, scenesPlanned } from '../../test/films.js';
import { realCatalogue } from '../../test/model-cards.js';
import { loadDictionary } from '../adapters/fluent-dictionary.js';
import { notesOf } from './film-notes.js';

const { en, ru } = loadDictionary();
const jobId = newJobId();
const warning = (
  code: 'scene-missing' | 'clip-left-out' | 'length-differs' | 'take-lost' | 'older-take-kept',
  scene?: number,
) => ({
  code,
  detail: 'for operators',
  ...(scene !== undefined && { scene }),
});

describe('the notes on a film', () => {
  it('are none when everything went as it was asked for', () => {
    expect(notesOf(filmStitched(jobId), scenesPlanned(jobId), en, realCatalogue)).toEqual([]);
  });

  it('name a scene that is missing as the person counts them, whole or in part', () => {
    const scenes = [
      plannedScene(1),
      plannedScene(2),
      plannedScene(3, { scene: 3 }),
      plannedScene(3, { scene: 4, seam: 'continuous' }),
    ];
    const film = filmStitched(jobId, 1, {
      scenes: [
        { scene: 1, startsAt: 0 },
        { scene: 3, startsAt: 4 },
      ],
      warnings: [warning('scene-missing', 2), warning('clip-left-out', 4), warning('length-differs')],
    });
    expect(notesOf(film, scenesPlanned(jobId, { scenes }), en, realCatalogue)).toEqual([
      '⚠️ Scene 2 did not work out: the film goes without it.',
      '⚠️ Scene 3 is not complete: one of its shots is missing.',
    ]);
  });

  it('say what else is different, each thing once, without words for operators', () => {
    const film = filmStitched(jobId, 1, {
      warnings: [
        warning('length-differs'),
        warning('take-lost', 1),
        warning('take-lost', 2),
        warning('older-take-kept', 2),
      ],
      adaptations: [
        { kind: 'cropped', asked: '1:1', rendered: '16:9' },
        { kind: 'upscaled', asked: '4k', rendered: '1080p' },
        { kind: 'downscaled', asked: '720p', rendered: '1080p' },
      ],
    });
    const plan = scenesPlanned(jobId, {
      estimate: { costUsd: 1, filmSeconds: 16, waitSeconds: 1 },
      warnings: [{ code: 'planned-by-rules', detail: 'timeout' }],
      adaptations: [
        { kind: 'model-replaced', asked: 'sora_2', given: 'veo_3_1_fast', because: 'retired' },
        { kind: 'sound-missing' },
      ],
    });
    expect(notesOf(film, plan, ru, realCatalogue)).toEqual([
      '⚠️ Фильм длится 0:12 вместо 0:16.',
      '💸 За неудачную попытку деньги могли списаться, в сумме это уже учтено.',
      '↩️ Сцену 2 переснять не получилось: в фильме остался прежний дубль.',
      '✂️ Сценарист не ответил, поэтому текст поделён на сцены как есть.',
      '📐 Модель снимает в 16:9, поэтому кадр обрезается до 1:1.',
      '🔍 Модель снимает в 1080p, поэтому картинка увеличивается до 4K.',
      '📹 Модели Sora 2 больше нет, вместо неё Veo 3.1 Fast.',
      '🔇 Звук эта модель не записывает: фильм без звука.',
    ]);
  });
});
