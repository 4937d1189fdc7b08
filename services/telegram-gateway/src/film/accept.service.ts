import type { DataOf, JobRequested, ModelCatalogue } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { omit } from 'es-toolkit/object';
import { CATALOGUE } from '../catalogue/catalogue.js';
import { type GatewaySettings, SETTINGS } from '../config.js';
import type { Reply, Turn } from '../conversation/topic.js';
import { jobIdOf } from '../jobs/job-id.js';
import { QUOTAS, type Quotas } from '../people/quotas.js';
import { refusalText } from '../people/refusal-words.js';
import { dollars } from '../words/figures.js';
import { approvalWanted } from './approval-wanted.js';
import type { Draft } from '../conversation/draft.js';
import { FilmPanelService } from './film-panel.service.js';
import type { Note } from './note.js';
import { type Offer, offerOf } from './offer.js';
import { offerStamp } from './offer-stamp.js';
import { PictureIntakeService } from './picture/picture-intake.service.js';
import { mostFor } from '../jobs/promise.js';
import { goTo } from './steps.js';

/** A film that can be begun: everything is said. */
type ReadyDraft = Draft & { readonly prompt: string };

/** A film that may be begun, or the card to show instead; no card: there is no film any more. */
type Found =
  | { readonly draft: ReadyDraft; readonly offer: Offer }
  | { readonly card: Draft | undefined; readonly note?: Note };

/** Begins the film that a person accepts, or says what is in the way. */
@Injectable()
export class AcceptService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    @Inject(QUOTAS) private readonly quotas: Quotas,
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'telegram'>,
    private readonly panel: FilmPanelService,
    private readonly pictures: PictureIntakeService,
  ) {}

  /**
   * A tap may be answered anew: after a crash, or when another replica changed the draft meanwhile. Where it begins no
   * film then, what it set aside when it was answered first is free again.
   *
   * @param stamp - names what was offered when the button was drawn
   */
  async accept(turn: Turn, stamp: string | undefined): Promise<Reply> {
    const found = await this.find(turn, stamp);
    if ('offer' in found) return this.admit(turn, found.draft, found.offer);
    const { event, person, now, words } = turn;
    await this.quotas.release(person.personId, jobIdOf(event), 'rejected', now);
    const { card, note } = found;
    return card
      ? this.panel.show(turn, card, note)
      : { toast: { text: words.plain('film-accepted-already') } };
  }

  private async find({ conversation: { draft }, now }: Turn, stamp: string | undefined): Promise<Found> {
    const offer = draft && offerOf(this.catalogue, draft.settings, now);
    // A second tap, or one that another replica was handed; or no model is left, which the panel says.
    if (!isReady(draft) || !offer) return { card: draft };
    const card = goTo(draft, 'summary');
    const picture = draft.picture && (await this.pictures.recall(draft.picture));
    if (picture === 'gone') {
      return { card: omit(card, ['picture']), note: { id: 'film-note-picture-gone' } };
    }
    if (picture === 'unknown') return { card, note: { id: 'film-note-picture-unknown' } };
    if (stamp !== offerStamp(draft, offer)) return { card, note: { id: 'changed' } };
    const price = offer.estimate.costUsd;
    const most = mostFor(price, draft.mostUsd);
    if (most >= price) return { draft, offer };
    return {
      card,
      note: { id: 'film-note-over-most', args: { price: dollars(price), most: dollars(most) } },
    };
  }

  private async admit(turn: Turn, draft: ReadyDraft, offer: Offer): Promise<Reply> {
    const { event, person, now, words } = turn;
    const refusal = await this.quotas.admit(person, jobIdOf(event), offer.estimate.costUsd, now);
    if (!refusal) return this.begin(turn, draft, offer);
    return this.panel.show(turn, draft, { html: `✋ ${refusalText(refusal, words, 'html')}` });
  }

  private begin(turn: Turn, draft: ReadyDraft, offer: Offer): Reply {
    const { costUsd: priceUsd, waitSeconds } = offer.estimate;
    const { prompt, picture, mostUsd } = draft;
    return {
      toast: { text: turn.words.plain('accepted') },
      draft: undefined,
      awaiting: undefined,
      person: (person) => ({
        ...person,
        lastSettings: offer.settings,
        lastPrompt: prompt,
        lastPicture: picture,
      }),
      effects: [
        {
          kind: 'begin-job',
          request: this.request(turn, draft, offer),
          priceUsd,
          ...(mostUsd !== undefined && { mostUsd }),
          waitSeconds,
          showScenes: turn.person.showScenes,
        },
      ],
    };
  }

  private request(
    { event, person, words }: Turn,
    { prompt, picture, fresh, mostUsd }: ReadyDraft,
    offer: Offer,
  ): DataOf<typeof JobRequested> {
    const dayUsd = this.quotas.dayLimitUsd(person);
    const { telegram } = this.settings;
    return {
      jobId: jobIdOf(event),
      requester: {
        channel: 'telegram',
        personId: person.personId,
        chatId: event.chat.id,
        locale: words.locale,
      },
      prompt,
      settings: offer.settings,
      approval: approvalWanted(person, offer),
      fresh,
      whenStuck: 'ask',
      budgetUsd: mostFor(offer.estimate.costUsd, mostUsd),
      ...(dayUsd !== undefined && { personDayBudgetUsd: dayUsd }),
      ...(telegram && { deliveryMaxBytes: telegram.uploadMaxBytes }),
      ...(picture && { startFrame: picture.media }),
    };
  }
}

function isReady(draft: Draft | undefined): draft is ReadyDraft {
  return draft?.step === 'summary' && draft.prompt !== undefined && draft.aside === undefined;
}
