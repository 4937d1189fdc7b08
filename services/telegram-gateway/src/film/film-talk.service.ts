import type { ModelCatalogue } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { omit } from 'es-toolkit/object';
import { CATALOGUE } from '../catalogue/catalogue.js';
import { said } from '../conversation/replies.js';
import type { Given, Reply, Turn } from '../conversation/topic.js';
import { beginDraft, proposedSettings } from './begin-draft.js';
import type { Draft } from '../conversation/draft.js';
import { FilmPanelService, noModels } from './film-panel.service.js';
import { draftOfLine } from './line/draft-of-line.js';
import { problemHtml } from './line/problem-words.js';
import { readLine } from './line/read-line.js';
import { cardFor } from '../catalogue/models.js';
import type { Note, Taken } from './note.js';
import { PictureIntakeService } from './picture/picture-intake.service.js';
import type { SentPicture } from '../telegram/chat-event.js';
import { goTo } from './steps.js';
import { takeText } from './take-text.js';

/** A longer text that ends in a question is a story. */
const questionMaxCharacters = 120;

/** Takes what a person writes or sends about a film: the one that is being put together, else a new one. */
@Injectable()
export class FilmTalkService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    private readonly panel: FilmPanelService,
    private readonly pictures: PictureIntakeService,
  ) {}

  /** Begins the steps, or takes a line that says everything: then the card is next. A picture may come along. */
  async begin(turn: Turn, line: string): Promise<Reply> {
    const draft = this.draft(turn);
    if (!draft) return noModels(turn.words);
    const { what } = turn.event;
    if (what.kind === 'command' && what.picture) return this.picture(turn, draft, what.picture, { line });
    if (line.trim() === '') return this.panel.show(turn, goTo(draft, 'model'));
    return this.takeLine(turn, draft, line);
  }

  /** Takes a text or a picture. */
  async given(turn: Turn, given: Given): Promise<Reply> {
    const draft = this.draft(turn);
    if (!draft) return noModels(turn.words);
    if (given.kind === 'text') return this.text(turn, draft, given.text);
    return this.picture(turn, draft, given, { caption: given.caption.trim() });
  }

  /** Tells a person something, above the panel where there is one. */
  async tell(turn: Turn, note: Note): Promise<Reply> {
    const { draft } = turn.conversation;
    if (draft) return this.panel.show(turn, draft, note);
    return said(turn.words.html(note.id, note.args));
  }

  private async text(turn: Turn, draft: Draft, text: string): Promise<Reply> {
    const taken = this.say(turn, draft, text);
    const { draft: known } = turn.conversation;
    const idea = known || taken.draft.aside ? undefined : ideaNote(text);
    return this.panel.show(turn, taken.draft, taken.note ?? idea);
  }

  /** Takes a picture and what stands under it: a line with options behind /new, or words. */
  private async picture(
    turn: Turn,
    before: Draft,
    picture: SentPicture,
    { line = '', caption = '' }: { readonly line?: string; readonly caption?: string },
  ): Promise<Reply> {
    const sent = await this.withPicture(before, picture);
    if ('unfit' in sent) return this.tell(turn, sent.unfit);
    const { draft, note } = sent;
    if (line !== '') return this.takeLine(turn, draft, line, note);
    // Another picture of an album that was spoken of already.
    if (caption === '' && draft === before) return {};
    const taken = caption === '' ? { draft } : this.say(turn, draft, caption);
    return this.panel.show(turn, taken.draft, taken.note ?? this.pictureNote(turn, taken.draft), note);
  }

  /** The draft with a picture. Those of an album come one by one, in any order: the first of them is taken. */
  private async withPicture(
    before: Draft,
    sent: SentPicture,
  ): Promise<Taken<Draft> | { readonly unfit: Note }> {
    const { album } = sent;
    if (album && before.album?.id === album.id && before.album.place <= album.place) return { draft: before };
    const picture = await this.pictures.take(sent);
    if ('note' in picture) return { unfit: picture.note };
    const draft = { ...omit(before, ['album']), picture };
    return album ? { draft: { ...draft, album }, note: { id: 'film-note-album' } } : { draft };
  }

  private takeLine(turn: Turn, draft: Draft, line: string, note?: Note): Promise<Reply> | Reply {
    const { words, now, event } = turn;
    const wish = readLine(line, this.catalogue);
    if ('problem' in wish) {
      // A picture that came along is kept for the line once it is mended.
      const html = problemHtml(wish.problem, `/new ${line}`, { words, catalogue: this.catalogue, now });
      const lines = note ? [words.html(note.id, note.args), html] : [html];
      return { ...said(lines.join('\n\n')), ...(draft.picture && { draft }) };
    }
    return this.panel.show(turn, draftOfLine(draft, wish, event.at), note);
  }

  private say(turn: Turn, draft: Draft, text: string): Taken<Draft> {
    return takeText(draft, { text, at: turn.event.at }, this.catalogue, turn.now);
  }

  /** The step that asks for the prompt and the card speak of the picture themselves. */
  private pictureNote({ now }: Turn, { settings, step, aside }: Draft): Note | undefined {
    const card = cardFor(this.catalogue, settings.model, now)?.card;
    if (step === 'summary' && !aside) return undefined;
    if (card && card.inputs.startImage === undefined) {
      return { id: 'film-note-picture-taken-unused', args: { model: card.name } };
    }
    return step === 'prompt' && !aside ? undefined : { id: 'film-note-picture-taken' };
  }

  /** What is put together, else a film of which only the prompt is wanted: the rest is proposed. */
  private draft({ conversation, person, now }: Turn): Draft | undefined {
    if (conversation.draft) return conversation.draft;
    const settings = proposedSettings(person, this.catalogue, now);
    return settings && beginDraft(settings);
  }
}

/** Who asks something wants an answer, not a film of the question. */
function ideaNote(text: string): Note {
  const question = text.length <= questionMaxCharacters && text.trim().endsWith('?');
  return { id: question ? 'film-note-question' : 'film-note-idea' };
}
