import type { ModelCatalogue } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.js';
import { asking, said } from '../conversation/replies.js';
import type { Reply, Turn } from '../conversation/topic.js';
import { QUOTAS, type Quotas } from '../people/quotas.js';
import { pressData } from '../telegram/press-data.js';
import type { Screen } from '../telegram/screen.js';
import type { Words } from '../words/words.js';
import { approvalWanted } from './approval-wanted.js';
import type { Draft } from '../conversation/draft.js';
import { offeredCards } from '../catalogue/models.js';
import { filmTopicName } from './move.js';
import type { Note } from './note.js';
import { offerOf } from './offer.js';
import { asideScreen } from './screens/aside-screen.js';
import { stepScreens } from './screens/step-screens.js';
import { summaryScreen } from './screens/summary-screen.js';
import type { FilmView } from './screens/view.js';

/** A line above the panel. */
type ShownNote = Note | { readonly html: string };

/** What the talk waits for while a film is put together: any text or picture is about it. */
export const filmAwaiting = pressData(filmTopicName, 'given');

/** Shows the film that a person is putting together. */
@Injectable()
export class FilmPanelService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    @Inject(QUOTAS) private readonly quotas: Quotas,
  ) {}

  /** The answer that keeps a draft and shows its step, under lines of what was understood or is in the way. */
  async show(turn: Turn, draft: Draft, ...notes: readonly (ShownNote | undefined)[]): Promise<Reply> {
    const { words, now } = turn;
    const offer = offerOf(this.catalogue, draft.settings, now);
    if (!offer) return noModels(words);
    const cards = offeredCards(this.catalogue, now);
    const view: FilmView = { words, draft, offer, catalogue: this.catalogue, cards, now };
    const screen = await this.screen(view, turn);
    const lines = notes.flatMap((note) => (note ? [noteLine(note, words)] : []));
    const html = [...lines, screen.html].join('\n\n');
    const shown = { ...screen, html };
    const panel = { kind: 'panel', screen: asksForText(draft) ? asking(turn, shown) : shown } as const;
    return { draft, awaiting: filmAwaiting, effects: [panel] };
  }

  private async screen(view: FilmView, { person, now }: Turn): Promise<Screen> {
    const { aside, step } = view.draft;
    if (aside) return asideScreen(view, aside);
    if (step !== 'summary') return stepScreens[step](view);
    const standing = await this.quotas.standing(person, now);
    return summaryScreen(view, { standing, approval: approvalWanted(person, view.offer) });
  }
}

/** Says that no model can be used at all. */
export function noModels(words: Words): Reply {
  return said(words.html('film-no-models'));
}

/** Whether a text is what answers the step; elsewhere it is welcome, but buttons do. */
function asksForText({ step }: Draft): boolean {
  return step === 'prompt' || step === 'seconds' || step === 'scenes';
}

function noteLine(note: ShownNote, words: Words): string {
  return 'html' in note ? note.html : words.html(note.id, note.args);
}
