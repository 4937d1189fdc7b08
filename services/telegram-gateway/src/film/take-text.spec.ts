import { promptMaxCharacters } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import { realCatalogue, today } from '../../test/model-cards.js';
import { beginDraft, proposedSettings } from './begin-draft.js';
import type { Draft } from '../conversation/draft.js';
import { makeMove } from './make-move.js';
import type { Taken } from './note.js';
import { takeText } from './take-text.js';

const fresh = beginDraft(proposedSettings({}, realCatalogue, today)!);
const at = (step: Draft['step'], prompt?: string): Draft => ({
  ...fresh,
  step,
  changing: false,
  ...(prompt !== undefined && { prompt, promptAt: 100 }),
});
const say = (draft: Draft, text: string, when = 1000): Taken<Draft> =>
  takeText(draft, { text, at: when }, realCatalogue, today);

describe('a text', () => {
  it('is the prompt where one is asked for, and the next step comes', () => {
    expect(say(at('prompt'), '  A fox\nruns ').draft).toMatchObject({
      prompt: 'A fox\nruns',
      step: 'seconds',
    });
    expect(say(fresh, 'A fox').draft).toMatchObject({ prompt: 'A fox', step: 'summary', changing: false });
    expect(say(at('prompt', 'A fox'), 'A hen').draft).toMatchObject({ prompt: 'A hen', step: 'seconds' });
  });

  it('before its time is taken as the prompt, and said so', () => {
    for (const step of ['model', 'look'] as const) {
      const { draft, note } = say(at(step), 'A fox runs through the snow');
      expect(draft).toMatchObject({ prompt: 'A fox runs through the snow', step });
      expect(note?.id).toBe('film-note-prompt-taken');
    }
  });

  it('answers the step that is shown, where it does', () => {
    expect(say(at('model'), 'kling 2.5 turbo pro').draft).toMatchObject({
      settings: { model: 'kling_2_5_turbo' },
      step: 'look',
    });
    expect(say(at('model'), 'Sora 2')).toMatchObject({
      draft: { step: 'model' },
      note: { id: 'film-note-model-retired', args: { model: 'Sora 2' } },
    });
    expect(say(at('look'), '4к').draft.settings.quality).toBe('4k');
    expect(say(at('look'), '9 х 16').draft.settings.aspect).toBe('9:16');
    expect(say(at('seconds', 'A fox'), '12 секунд').draft).toMatchObject({
      settings: { secondsPerScene: 12 },
      step: 'scenes',
    });
    expect(say(at('scenes', 'A fox'), '20').draft).toMatchObject({
      settings: { scenes: 20 },
      step: 'summary',
    });
  });

  it.each(['8', ' 8 ', '8s', '8 sec.', '8 Seconds', '8-second', '8 с', '8 сек', '8 секунд'])(
    'says a length in seconds: %j',
    (text) => {
      expect(say(at('seconds', 'A fox'), text).draft.settings.secondsPerScene).toBe(8);
    },
  );

  it.each(['4', '4 scenes', '1 scene', '4 сцены', '3 сцен'])('says a number of scenes: %j', (text) => {
    expect(say(at('scenes', 'A fox'), text).draft.settings.scenes).toBe(Number(text[0]));
  });

  it('in another unit is told what is possible', () => {
    for (const text of ['5 minutes', '5 мин', '5m', '5 scenes']) {
      const { draft, note } = say(at('seconds', 'A fox'), text);
      expect([draft, note?.id]).toEqual([at('seconds', 'A fox'), 'film-note-seconds-limits']);
    }
    expect(say(at('scenes', 'A fox'), '5 minutes').note?.id).toBe('film-note-scenes-limits');
  });

  it('says the limits of a number', () => {
    expect(say(at('seconds', 'A fox'), '17').note).toEqual({
      id: 'film-note-seconds-limits',
      args: { least: 4, most: 16 },
    });
    expect(say(at('scenes', 'A fox'), '0').note).toEqual({
      id: 'film-note-scenes-limits',
      args: { least: 1, most: 20 },
    });
  });

  it('that is none of it is asked about, and nothing is lost meanwhile', () => {
    for (const step of ['model', 'look', 'seconds', 'scenes', 'summary'] as const) {
      const first = say(at(step, 'A fox'), 'and a hen').draft;
      const { draft } = say(first, 'and a goose');
      expect(draft).toMatchObject({ prompt: 'A fox', step, aside: { kind: 'more' } });
      const answered = (answer: 'add' | 'instead' | 'drop'): Draft =>
        makeMove(draft, { kind: 'aside', answer }, realCatalogue, today);
      expect(answered('add')).toMatchObject({ prompt: 'A fox\nand a hen\nand a goose', step });
      expect(answered('instead')).toMatchObject({ prompt: 'and a hen\nand a goose', step });
      expect(answered('drop')).toEqual(at(step, 'A fox'));
    }
  });

  it('without a word is no prompt', () => {
    expect(say(fresh, '...  5 ')).toEqual({ draft: fresh, note: { id: 'film-note-no-words' } });
  });

  it('that is too long is kept, and can be cut', () => {
    const words = 'fox '.repeat(1020);
    const { draft } = say(at('prompt', 'A hen'), words);
    expect(draft).toMatchObject({ prompt: 'A hen', step: 'prompt', aside: { kind: 'too-long' } });
    const cut = makeMove(draft, { kind: 'aside', answer: 'cut' }, realCatalogue, today);
    expect(cut.prompt?.length).toBeLessThanOrEqual(promptMaxCharacters);
    expect(cut).toMatchObject({ prompt: 'fox '.repeat(1000).trim(), step: 'seconds' });
    expect(say(draft, 'a shorter one', 1060).draft).toMatchObject({
      prompt: 'a shorter one',
      step: 'seconds',
    });
  });

  it('that Telegram cut in two is one again', () => {
    const first = 'fox '.repeat(985).trim();
    const later = say(at('prompt'), first).draft;
    const joined = say(later, 'and the end', 1001);
    expect(joined).toMatchObject({
      draft: { prompt: `${first}\nand the end`, step: 'seconds' },
      note: { id: 'film-note-pieces-joined' },
    });
    expect(say(later, 'and the end', 1060).draft.aside?.kind).toBe('more');
    const tooLong = say(later, 'hen '.repeat(500), 1001).draft;
    expect(tooLong).toMatchObject({ prompt: first, aside: { kind: 'too-long' } });
    const whole = say(tooLong, 'and the end', 1002).draft;
    expect(whole.aside?.text.endsWith('and the end')).toBe(true);
  });

  it('is no piece of a text that Telegram had no reason to cut', () => {
    const story = 'A hare runs. '.repeat(280).trim();
    const described = say(at('prompt'), story).draft;
    expect(say(described, 'with slow music', 1001).draft).toMatchObject({
      prompt: story,
      aside: { kind: 'more', text: 'with slow music' },
    });
  });

  it('that Telegram cut in two is asked about as one', () => {
    const first = 'hen '.repeat(1020).trim();
    const asked = say(at('summary', 'A fox'), first).draft;
    expect(say(asked, 'and the end', 1001).draft).toMatchObject({
      prompt: 'A fox',
      aside: { kind: 'more', text: `${first}\nand the end` },
    });
  });

  it('that answers the step is no piece, however long the prompt was', () => {
    const long = say(at('prompt'), 'fox '.repeat(985)).draft;
    expect(say(long, '12', 1001)).toMatchObject({
      draft: { prompt: long.prompt, settings: { secondsPerScene: 12 }, step: 'scenes' },
    });
    const tooLong = { kind: 'too-long', text: 'hen '.repeat(1020).trim(), at: 1000 } as const;
    const whole = say({ ...at('seconds', 'A fox'), aside: tooLong }, '12', 1001).draft;
    expect(whole.aside?.text).toBe(`${tooLong.text}\n12`);
  });
});
