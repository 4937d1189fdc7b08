import { cutNumberSchema, jobIdSchema } from '@kinoline/contracts';
import { Injectable } from '@nestjs/common';
import { said, toast } from '../../conversation/replies.js';
import type { Reply, Topic, Turn } from '../../conversation/topic.js';
import type { PressData } from '../../telegram/press-data.js';
import { historyScreen, historyTopic } from './history-screen.js';

/** The films a person got, to be seen again. They are shown to nobody else, so not in a group. */
@Injectable()
export class HistoryTopic implements Topic {
  readonly name = historyTopic;
  readonly commands = { history: (turn: Turn): Promise<Reply> => Promise.resolve(listed(turn, 0)) };

  press(turn: Turn, { action, args: [value = '', cut = ''] }: PressData): Promise<Reply> {
    switch (action) {
      case 'page':
        return Promise.resolve(listed(turn, Number(value)));
      case 'film':
        return Promise.resolve(chosen(turn, value, Number(cut)));
      default:
        return Promise.resolve({ effects: [{ kind: 'close-panel' }] });
    }
  }

  /** Turning a page and choosing a film mean the same however often the list was drawn since. */
  stillMeant({ action }: PressData): boolean {
    return action === 'page' || action === 'film';
  }
}

function listed({ event, person, words }: Turn, page: number): Reply {
  if (event.chat.kind === 'group') return said(words.html('delivery-history-group'));
  const screen = historyScreen(person.films, page, words);
  return person.films.length === 0
    ? said(screen.html, screen.rows)
    : { awaiting: undefined, effects: [{ kind: 'panel', screen }] };
}

/** In a group anybody can tap the button of a film that waits for its person. */
function chosen({ event, person, words }: Turn, jobId: string, cut: number): Reply {
  const isTheirs = person.films.some((film) => film.jobId === jobId);
  if (event.chat.kind === 'group' && !isTheirs) return toast(words.plain('not-yours'));
  const known = jobIdSchema.safeParse(jobId).success && cutNumberSchema.safeParse(cut).success;
  return known ? { effects: [{ kind: 'film-again', jobId, cut }] } : {};
}
