import { isOffered, type ModelCatalogue } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.js';
import { toast } from '../conversation/replies.js';
import type { Given, Reply, Topic, Turn } from '../conversation/topic.js';
import type { PressData } from '../telegram/press-data.js';
import { AcceptService } from './accept.service.js';
import { FilmAgainService } from './film-again.service.js';
import { FilmPanelService } from './film-panel.service.js';
import { FilmTalkService } from './film-talk.service.js';
import { makeMove } from './make-move.js';
import { filmTopicName, type Move, readMove } from './move.js';
import { homeScreen } from './screens/home-screen.js';

/** Putting a film together: from /start to Accept. */
@Injectable()
export class FilmTopic implements Topic {
  readonly name = filmTopicName;
  readonly commands = {
    // A payload (`/start something`, from a link) says nothing to Kinoline.
    start: (turn: Turn) => Promise.resolve(home(turn)),
    new: (turn: Turn, rest: string) => this.talk.begin(turn, rest),
  };

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    private readonly panel: FilmPanelService,
    private readonly talk: FilmTalkService,
    private readonly films: FilmAgainService,
    private readonly accepting: AcceptService,
  ) {}

  async press(turn: Turn, data: PressData): Promise<Reply> {
    switch (data.action) {
      case 'home':
        return home(turn);
      case 'new':
        return this.talk.begin(turn, '');
      case 'again':
        return this.films.again(turn, data.args[0]);
      case 'resume':
        return this.resume(turn);
      case 'stop':
        return stop(turn);
      case 'accept':
        return this.accepting.accept(turn, data.args[0]);
      default:
        return this.move(turn, readMove(data));
    }
  }

  /** Every button says what shall be, so taps that were faster than the drawing count; Accept names its offer. */
  stillMeant(): boolean {
    return true;
  }

  give(turn: Turn, given: Given): Promise<Reply> {
    return this.talk.given(turn, given);
  }

  private async resume(turn: Turn): Promise<Reply> {
    const { draft } = turn.conversation;
    return draft ? this.panel.show(turn, draft) : nothingOpen(turn);
  }

  private async move(turn: Turn, move: Move | undefined): Promise<Reply> {
    const { draft } = turn.conversation;
    if (!draft || !move) return nothingOpen(turn);
    const card = move.kind === 'model' ? this.catalogue.get(move.model) : undefined;
    if (card && !isOffered(card, turn.now)) {
      return this.panel.show(turn, draft, { id: 'film-note-model-retired', args: { model: card.name } });
    }
    return this.panel.show(turn, makeMove(draft, move, this.catalogue, turn.now));
  }
}

function home({ person, conversation, words }: Turn): Reply {
  const screen = homeScreen(person, conversation.draft, words);
  return { awaiting: undefined, effects: [{ kind: 'panel', screen }] };
}

function stop({ conversation, words }: Turn): Reply {
  if (!conversation.draft) return toast(words.plain('film-accepted-already'));
  const screen = { html: words.html('closed'), rows: [] };
  return { draft: undefined, awaiting: undefined, effects: [{ kind: 'close-panel', screen }] };
}

function nothingOpen({ words }: Turn): Reply {
  return { toast: { text: words.plain('film-nothing-open') } };
}
