import { describe, expect, it } from '@jest/globals';
import { newJobId } from '../../../test/films.js';
import { today } from '../../../test/model-cards.js';
import { newcomer } from '../../../test/talk-line.js';
import { loadDictionary } from '../../adapters/fluent-dictionary.js';
import { blankConversation } from '../../conversation/conversation.js';
import type { Turn } from '../../conversation/topic.js';
import type { KeptFilm } from '../../people/person.js';
import { messageMaxCharacters, visibleLength } from '../../telegram/visible-length.js';
import { readPressData } from '../../telegram/press-data.js';
import { historyScreen } from './history-screen.js';
import { HistoryTopic } from './history.topic.js';

const { en, ru } = loadDictionary();
const films = Array.from({ length: 23 }, (_, at): KeptFilm => ({
  jobId: newJobId(),
  cut: 1,
  title: `Film ${at + 1} ${'<&> 🦊 '.repeat(24)}`,
  at: `2026-11-${String(22 - Math.floor(at / 2)).padStart(2, '0')}T10:00:00Z`,
  seconds: 24,
  costUsd: 3.6,
}));
const turn = (kind: 'private' | 'group', kept: readonly KeptFilm[] = films): Turn => ({
  event: {
    updateId: 1,
    at: +today / 1000,
    chat: { id: '7', kind },
    sender: { personId: '7', name: 'Ada', locale: 'en' },
    messageId: 1,
    what: { kind: 'command', name: 'history', rest: '' },
  },
  person: { ...newcomer, films: [...kept] },
  conversation: blankConversation,
  words: en,
  now: today,
});
const labels = (page: number, words = en): string[][] =>
  historyScreen(films, page, words).rows.map((row) => row.map(({ label }) => label));

describe('the history of a person', () => {
  it('shows ten films a page, numbered through, and turns pages both ways', () => {
    expect(labels(0)).toEqual([
      ['1', '2', '3', '4', '5'],
      ['6', '7', '8', '9', '10'],
      ['Older ▶️'],
      ['✖️ Close'],
    ]);
    expect(labels(1, ru)).toEqual([
      ['11', '12', '13', '14', '15'],
      ['16', '17', '18', '19', '20'],
      ['◀️ Новее', 'Раньше ▶️'],
      ['✖️ Закрыть'],
    ]);
    expect(labels(2)).toEqual([['21', '22', '23'], ['◀️ Newer'], ['✖️ Close']]);
    expect(historyScreen(films, 99, en)).toEqual(historyScreen(films, 2, en));
    expect(historyScreen(films, Number.NaN, en)).toEqual(historyScreen(films, 0, en));
  });

  it('tells each film in a line that fits into the message', () => {
    for (const words of [en, ru]) {
      const { html } = historyScreen(films, 0, words);
      expect(visibleLength(html)).toBeLessThanOrEqual(messageMaxCharacters);
    }
    expect(historyScreen(films, 0, en).html).toContain('<b>1.</b> Film 1 &lt;&amp;&gt; 🦊');
    expect(historyScreen(films, 0, en).html).toContain('<i>November 22, 2026 · 0:24 · $3.60</i>');
    expect(historyScreen(films, 0, ru).html).toContain('<i>22 ноября 2026 г. · 0:24 · $3.60</i>');
  });

  it('sends the film whose number is tapped', async () => {
    const topic = new HistoryTopic();
    const [list] = (await topic.commands.history(turn('private'))).effects ?? [];
    const button = list?.kind === 'panel' ? list.screen.rows[0]?.[1] : undefined;
    const data = readPressData(button && 'data' in button ? button.data : '')!;
    expect(topic.stillMeant(data)).toBe(true);
    expect(await topic.press(turn('private'), data)).toEqual({
      effects: [{ kind: 'film-again', jobId: films[1]?.jobId, cut: 1 }],
    });
    expect(await topic.press(turn('private'), { ...data, args: ['nonsense', '1'] })).toEqual({});
  });

  it('sends a film of a group to nobody but its person', async () => {
    const topic = new HistoryTopic();
    const data = { topic: 'history', action: 'film', args: [films[1]!.jobId, '1'] };
    expect(await topic.press(turn('group'), data)).toMatchObject({ effects: [{ kind: 'film-again' }] });
    const other = await topic.press(turn('group', []), data);
    expect(other).toEqual({ toast: { text: en.plain('not-yours'), alert: true } });
  });

  it('is told to nobody else, and says where a first film comes from', async () => {
    const topic = new HistoryTopic();
    const group = await topic.commands.history(turn('group'));
    expect(group.effects).toMatchObject([{ kind: 'message', screen: { html: /private chat/ } }]);
    const empty = await topic.commands.history(turn('private', []));
    expect(empty.effects).toMatchObject([{ kind: 'message', screen: { html: /no finished films.*\/new/ } }]);
  });
});
