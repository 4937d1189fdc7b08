import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { FilmLine } from '../../test/film-line.js';

Logger.overrideLogger(false);

const labels = ({ last }: FilmLine): string[] => last.rows.flat().map(({ label }) => label);

describe('choosing a film', () => {
  it('greets in the language of the person', async () => {
    const [en, ru] = [new FilmLine('en'), new FilmLine('ru')];
    await en.command('start', 'some-payload');
    await ru.command('start');
    expect([en.last.html, ru.last.html]).toEqual([
      expect.stringContaining('Hello, Ada!'),
      expect.stringContaining('Здравствуйте, Ada!'),
    ]);
    expect(labels(en)).toEqual(['📹 Text → Video', '⚙️ Settings', '❓ Help']);
    expect(labels(ru)).toEqual(['📹 Текст → Видео', '⚙️ Настройки', '❓ Помощь']);
  });

  it('goes from the greeting to the card in one message, in both languages', async () => {
    for (const locale of ['en', 'ru'] as const) {
      const line = new FilmLine(locale);
      await line.command('start');
      await line.tap(/📹/, /Veo 3\.1 Fast/, /▶️/);
      await line.write('A fox runs through the snow');
      expect(line.chats.messages).toHaveLength(1);
      await line.tap(/^6/, /^4$/);
      expect(line.chats.messages).toHaveLength(1);
      expect(line.last.html).toContain('$3.60');
      expect(line.last.html).toContain('0:24');
      expect(labels(line)[0]).toBe(locale === 'en' ? '✅ Accept' : '✅ Принять');
    }
  });

  it('offers the recommended model first and no retired one', async () => {
    const line = new FilmLine();
    await line.command('new');
    expect(labels(line)).toEqual([
      '✓ Veo 3.1 Fast · from $0.10/s',
      'Kling 2.5 Turbo Pro · from $0.07/s',
      'Veo 3.1 · from $0.20/s',
      '◀️ Back',
      '✖️ Cancel',
    ]);
    expect(line.last.html).toContain('$0.10 a second, $0.15 with sound');
    expect(line.last.html).not.toContain('Sora');
  });

  it('marks what the model cannot do', async () => {
    const line = new FilmLine();
    await line.command('new');
    await line.tap(/Kling/);
    expect(labels(line).slice(0, 2)).toEqual(['✓ 🔊 Sound · it has none', '🔇 No sound']);
    await line.tap('4K · upscaled');
    expect(labels(line)).toContain('✓ 4K · upscaled');
    await line.tap(/Back/, /Veo 3\.1 Fast/);
    expect(labels(line)).toContain('1:1 · cropped');
    expect(labels(line)).toContain('✓ 🔊 Sound');
  });

  it('changes one thing and comes back to the card', async () => {
    const line = new FilmLine();
    await line.write('A fox runs through the snow');
    expect(line.last.html).toContain('I take your text as the idea');
    await line.tap('📹 Model', /Kling/);
    expect(line.last.html).toContain('Kling 2.5 Turbo Pro');
    expect(line.last.html).toContain('10 s instead of 8');
    await line.tap('🎛 Sound and shape', '9:16', /Next/);
    expect(line.last.html).toContain('9:16');
    await line.tap('🎞 Scenes');
    await line.write('20');
    expect(line.last.html).toContain('20 scenes × 10 s = 3:20');
    await line.tap('⏱ Scene length', /Back/);
    expect(line.last.rows[0]?.[0]?.label).toBe('✅ Accept');
    await line.tap('✏️ Text');
    await line.write('A hen & a goose');
    expect(line.last.html).toContain('A hen &amp; a goose');
  });

  it('goes back through the steps, out of them, and in again', async () => {
    const line = new FilmLine();
    await line.write('A fox');
    await line.tap(/Back/);
    expect(line.last.html).toContain('How many scenes?');
    await line.tap(/Back/, /Back/, /Back/, /Back/);
    expect(line.last.html).toContain('Which model');
    await line.tap(/Back/);
    expect(line.last.html).toContain('Hello');
    await line.tap('▶️ Back to what you began');
    expect(line.last.html).toContain('Which model');
    await line.tap(/Cancel/);
    expect(line.last).toMatchObject({ html: expect.stringContaining('nothing was spent'), rows: [] });
  });

  it('takes taps that were faster than the drawing', async () => {
    const line = new FilmLine();
    await line.command('new');
    await line.tap(/Veo 3\.1 Fast/);
    const taps = [line.press(/No sound/), line.press(/9:16/), line.press(/720p/)];
    for (const tap of taps) await line.talk.hear(tap);
    expect(labels(line)).toEqual(expect.arrayContaining(['✓ 🔇 No sound', '✓ 9:16', '✓ 720p']));
  });

  it('asks what becomes of a text at another moment', async () => {
    const line = new FilmLine();
    await line.command('new');
    await line.write('A fox runs through the snow');
    expect(line.last.html).toMatch(/^👌 That will be the text of the film[^]*Which model/);
    await line.write('and meets a hen');
    expect(line.last.html).toContain('One more text');
    await line.tap(/Add it/);
    await line.tap(/Kling/, /Next/);
    expect(line.last.html).toContain('A fox runs through the snow and meets a hen');
  });

  it('keeps a text that is too long, in whatever pieces it comes', async () => {
    const line = new FilmLine();
    await line.write('fox '.repeat(1024), 1_700_000_000);
    expect(line.last.html).toContain('The text has 4,095 characters');
    await line.write('and the hen', 1_700_000_001);
    expect(line.last.html).toContain('The text has 4,107 characters');
    await line.tap(/✂️/);
    expect(line.last.html).toContain('Have a look');
  });

  it('tells who asks something where the answers are', async () => {
    const line = new FilmLine();
    await line.write('And how much does it cost?');
    expect(line.last.html).toMatch(/^🤔 That looks like a question/);
  });

  it('takes everything in one line', async () => {
    const line = new FilmLine('ru');
    await line.command('new', 'Лиса «бежит» —scenes 4 --model Kling 2.5 Turbo Pro --aspect 9:16 --budget 1');
    expect(line.last.html).toContain('Лиса «бежит»');
    expect(line.last.html).toContain('4 сцены × 10 с = 0:40');
    expect(line.last.html).toContain('Вы просили уложиться в $1.00');
    await line.tap('✅ Принять');
    expect(line.last.html).toContain('Фильм дороже, чем вы просили');
    expect(line.begun).toEqual([]);
  });

  it('quotes what is not right in whole characters', async () => {
    const line = new FilmLine();
    await line.command('new', `A fox --model x${'🦊'.repeat(60)}`);
    expect(line.last.html).toContain('🦊…');
    expect(line.last.html.isWellFormed()).toBe(true);
  });

  it('says what is not right in a line and gives it back', async () => {
    const line = new FilmLine();
    await line.command('new', 'A fox <runs> --scense 4');
    expect(line.last.html).toContain('Did you mean <code>--scenes</code>?');
    expect(line.last.html).toContain('<code>/new A fox &lt;runs&gt; --scense 4</code>');
    await line.command('new', `${'fox '.repeat(1000)} --scenes 99`);
    expect(line.last.html).toContain('it stands above');
  });

  it('answers what it does not understand, above the panel where there is one', async () => {
    const line = new FilmLine();
    for (const medium of ['voice', 'video', 'sticker', 'document', 'location', 'poll']) {
      await line.does({ kind: 'other', medium });
      expect(line.last.rows).toEqual([]);
    }
    await line.command('fly');
    expect(line.last.html).toContain('There is no command /fly');
    await line.command('new');
    await line.does({ kind: 'other', medium: 'voice' });
    expect(line.last.html).toMatch(/^🎙[^]*Which model/);
  });

  it('goes on in another process at every step', async () => {
    const line = new FilmLine();
    await line.command('start');
    for (const step of [/📹/, /Kling/, /9:16/, /Next/]) {
      line.restart();
      await line.tap(step);
    }
    line.restart();
    await line.write('A fox');
    for (const step of [/^5 s/, /^2$/]) {
      line.restart();
      await line.tap(step);
    }
    line.restart();
    expect(line.last.html).toContain('2 scenes × 5 s');
    await line.tap('✅ Accept');
    expect(line.requests).toHaveLength(1);
  });
});
