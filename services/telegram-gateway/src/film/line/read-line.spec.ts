import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { realCatalogue } from '../../../test/model-cards.js';
import { readLine } from './read-line.js';

const read = (line: string): ReturnType<typeof readLine> => readLine(line, realCatalogue);

describe('a line', () => {
  it('says everything at once', () => {
    expect(
      read(
        'A fox runs --scenes 4 --model kling_2_5_turbo --seconds 8 --quality 1080p --aspect 9:16 --no-sound --budget 3.50',
      ),
    ).toEqual({
      prompt: 'A fox runs',
      settings: {
        scenes: 4,
        model: 'kling_2_5_turbo',
        secondsPerScene: 8,
        quality: '1080p',
        aspect: '9:16',
        audio: false,
      },
      mostUsd: 3.5,
    });
  });

  it.each([
    ['--scenes 4 A fox runs', 'A fox runs', { scenes: 4 }],
    ['A fox --scenes=4 runs', 'A fox runs', { scenes: 4 }],
    ['Лиса бежит —scenes 4 –seconds 6', 'Лиса бежит', { scenes: 4, secondsPerScene: 6 }],
    ['Лиса бежит —no-sound', 'Лиса бежит', { audio: false }],
    ['A fox --SCENES 4, --sound', 'A fox', { scenes: 4, audio: true }],
    ['A fox --scenes 2 --scenes 3', 'A fox', { scenes: 3 }],
    ['A fox --quality 4K --aspect 1x1', 'A fox', { quality: '4k', aspect: '1:1' }],
    ['A fox --seconds 8s', 'A fox', { secondsPerScene: 8 }],
    ['A fox --sound off --scenes 2', 'A fox', { audio: false, scenes: 2 }],
    ['Лиса —sound выкл', 'Лиса', { audio: false }],
    ['--sound off, A fox', 'A fox', { audio: false }],
    ['A fox --SOUND=Off', 'A fox', { audio: false }],
    ['A fox --sound on', 'A fox', { audio: true }],
    ['A fox --sound on the beach', 'A fox on the beach', { audio: true }],
    ['A fox --no-sound on', 'A fox', { audio: false }],
    ['A fox --no-sound=off', 'A fox', { audio: true }],
    ['A fox --sound official', 'A fox official', { audio: true }],
  ])('is read: %s', (line, prompt, settings) => {
    expect(read(line)).toEqual({ prompt, settings });
  });

  it.each([
    ['--model veo_3_1', 'veo_3_1'],
    ['--model Veo 3.1 Fast', 'veo_3_1_fast'],
    ['--model veo 3.1', 'veo_3_1'],
    ['--model "Kling 2.5 Turbo Pro"', 'kling_2_5_turbo'],
    ['--model «Kling 2.5 Turbo Pro»', 'kling_2_5_turbo'],
    ['--model=“Sora 2”', 'sora_2'],
    ["--model='sora 2'", 'sora_2'],
  ])('knows models by id and name: %s', (option, model) => {
    expect(read(`A fox ${option} runs`)).toEqual({ prompt: 'A fox runs', settings: { model } });
  });

  it.each([
    'Старик сказал: «Привет --scenes 4», — и ушёл.',
    'Лиса — рыжая, хвост -- пушистый; «кто там?» -5°C',
    'He waits —silent and dark— for the "--scenes 4" line',
    'A fox\n\nruns…  far',
    'A 5" screen shows it’s over',
  ])('leaves a prompt as it was written: %s', (line) => {
    expect(read(line)).toEqual({ prompt: line, settings: {} });
  });

  it('does not take an inch for a quote', () => {
    expect(read('A 5" screen --scenes 4 --model "Veo 3.1 Fast"')).toEqual({
      prompt: 'A 5" screen',
      settings: { scenes: 4, model: 'veo_3_1_fast' },
    });
  });

  it.each([
    ['--scense 4', { kind: 'unknown', given: '--scense', nearest: 'scenes' }],
    ['—scense 4', { kind: 'unknown', given: '--scense', nearest: 'scenes' }],
    ['--duration 4', { kind: 'unknown', given: '--duration', nearest: 'seconds' }],
    ['--сцены 4', { kind: 'unknown', given: '--сцены', nearest: 'scenes' }],
    ['--sepia', { kind: 'unknown', given: '--sepia', nearest: undefined }],
    ['--constructor 4', { kind: 'unknown', given: '--constructor', nearest: undefined }],
    ['--scenes', { kind: 'no-value', option: 'scenes' }],
    ['--model --scenes 4', { kind: 'no-value', option: 'model' }],
    ['--sound=loud', { kind: 'bad-word', option: 'sound', given: 'loud', known: ['on', 'off'] }],
    ['--no-sound=loud', { kind: 'bad-word', option: 'sound', given: 'loud', known: ['on', 'off'] }],
    ['--scenes 21', { kind: 'bad-number', option: 'scenes', given: '21', limits: { least: 1, most: 20 } }],
    ['--seconds 5m', { kind: 'bad-number', option: 'seconds', given: '5m', limits: { least: 4, most: 16 } }],
    [
      '--seconds two',
      { kind: 'bad-number', option: 'seconds', given: 'two', limits: { least: 4, most: 16 } },
    ],
    ['--quality 8k', { kind: 'bad-word', option: 'quality', given: '8k', known: ['720p', '1080p', '4k'] }],
    ['--aspect 4:3', { kind: 'bad-word', option: 'aspect', given: '4:3', known: ['16:9', '9:16', '1:1'] }],
    ['--budget lots', { kind: 'bad-budget', given: 'lots' }],
    ['--model "Runway 4"', { kind: 'unknown-model', given: 'Runway 4' }],
  ])('that cannot be taken says why: %s', (option, problem) => {
    expect(read(`A fox ${option}`)).toEqual({ problem });
  });

  it('is answered whatever it is', () => {
    const words = fc.array(
      fc.constantFrom(
        '--sound',
        'off',
        '--scenes',
        '—model',
        '--',
        '4',
        '«',
        '"',
        'Veo',
        '=',
        '3.1',
        '--x',
        '—',
        'лиса',
        '\n',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          words.map((all) => all.join(' ')),
        ),
        (line) => {
          const answer = read(line);
          if ('problem' in answer) return;
          for (const word of answer.prompt.split(/\s+/)) expect(line).toContain(word);
        },
      ),
      { numRuns: 500 },
    );
  });
});
