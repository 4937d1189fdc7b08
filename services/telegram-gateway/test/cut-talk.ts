import type { ModelCatalogue } from '@kinoline/contracts';
import { StoreUnavailableError } from '@kinoline/media-store';
import { loadDictionary } from '../src/adapters/fluent-dictionary.js';
import { blankConversation, type Conversation } from '../src/conversation/conversation.js';
import type { Effect } from '../src/conversation/effect.js';
import { conversationAfter } from '../src/conversation/conversation-after.js';
import type { Reply, Turn } from '../src/conversation/topic.js';
import { KeptClips } from '../src/jobs/clips/kept-clips.service.js';
import { OrdersService } from '../src/jobs/changes/orders.service.js';
import { CutTopic } from '../src/delivery/change/cut.topic.js';
import type { JobDesk } from '../src/jobs/job-desk.js';
import type { ShownJob } from '../src/jobs/shown-job.js';
import type { QuotaRefusal, Quotas, Standing } from '../src/people/quotas.js';
import type { Happening } from '../src/telegram/chat-event.js';
import { pressData, readPressData } from '../src/telegram/press-data.js';
import type { Screen } from '../src/telegram/screen.js';
import type { Locale } from '../src/words/words.js';
import { realCatalogue, today } from './model-cards.js';
import { unlimited } from './standing.js';
import { newcomer } from './talk-line.js';

const dictionary = loadDictionary();

/** The talk about one film: what the panel shows, and every effect that is asked for. */
export class CutTalk {
  conversation: Conversation = blankConversation;
  panel: Screen | undefined;
  reply: Reply = {};
  refusal: QuotaRefusal | undefined;
  /** Whether the store has no clip of the film any more. */
  clipsGone = false;
  /** Whether the store cannot be asked. */
  storeAway = false;
  standing: Standing = unlimited;
  chatKind: 'private' | 'group' = 'private';
  readonly admitted: unknown[] = [];
  private updates = 0;

  constructor(
    public job: ShownJob | undefined,
    readonly locale: Locale = 'en',
    private readonly personId = '42',
    private readonly catalogue: ModelCatalogue = realCatalogue,
  ) {}

  /** Presses a button under the film. */
  film(action: 'shoot' | 'more', cut = 1, jobId = this.job?.jobId ?? ''): Promise<Reply> {
    return this.pressed(pressData('cut', action, jobId, cut));
  }

  /** Presses the button whose label begins so. */
  press(label: string): Promise<Reply> {
    const button = this.panel?.rows.flat().find((each) => each.label.startsWith(label));
    if (!button || !('data' in button))
      throw new Error(`no button "${label}" in ${JSON.stringify(this.panel?.rows)}`);
    return this.pressed(button.data);
  }

  async write(text: string): Promise<Reply> {
    const awaited = readPressData(this.conversation.awaiting ?? '');
    if (!awaited) throw new Error('no text is waited for');
    const given = { kind: 'text', text } as const;
    return this.took(given, await this.topic().give(this.turn(given), given, awaited));
  }

  async show(caption: string): Promise<Reply> {
    const awaited = readPressData(this.conversation.awaiting ?? '');
    const photo = { kind: 'photo', fileId: 'x', bytes: 1, caption } as const;
    return this.took(
      photo,
      await this.topic().give(this.turn(photo), photo, awaited ?? { topic: '', action: '', args: [] }),
    );
  }

  labels(): string[] {
    return this.panel?.rows.flat().map(({ label }) => label) ?? [];
  }

  effects<Kind extends Effect['kind']>(kind: Kind): Extract<Effect, { kind: Kind }>[] {
    return (this.reply.effects ?? []).filter(
      (effect): effect is Extract<Effect, { kind: Kind }> => effect.kind === kind,
    );
  }

  private async pressed(data: string): Promise<Reply> {
    const read = readPressData(data);
    if (!read) throw new Error(`not data of a button: ${data}`);
    const what = { kind: 'press', pressId: 'p', data, messageId: 500 } as const;
    return this.took(what, await this.topic().press(this.turn(what), read));
  }

  private took(what: Happening, reply: Reply): Reply {
    this.reply = reply;
    this.conversation = conversationAfter(
      this.conversation,
      { updateId: this.updates, what, at: Date.now() },
      reply,
    );
    for (const effect of reply.effects ?? []) {
      if (effect.kind === 'panel') this.panel = effect.screen;
      if (effect.kind === 'close-panel') this.panel = undefined;
    }
    return reply;
  }

  private turn(what: Happening): Turn {
    this.updates += 1;
    return {
      event: {
        updateId: this.updates,
        at: +today / 1000,
        chat: { id: '42', kind: this.chatKind },
        sender: { personId: this.personId, name: 'Ada', locale: this.locale },
        messageId: undefined,
        what,
      },
      person: { ...newcomer, personId: this.personId },
      conversation: this.conversation,
      words: dictionary[this.locale],
      now: today,
    };
  }

  private topic(): CutTopic {
    const desk: Pick<JobDesk, 'find'> = {
      find: (jobId) => Promise.resolve(this.job?.jobId === jobId ? this.job : undefined),
    };
    const quotas: Pick<Quotas, 'admit' | 'dayLimitUsd' | 'standing'> = {
      admit: (_person, jobId, priceUsd, _now, occasion) => {
        this.admitted.push([jobId, occasion?.kind === 'change' ? occasion.revision : 0, priceUsd]);
        return Promise.resolve(this.refusal);
      },
      dayLimitUsd: () => 20,
      standing: () => Promise.resolve(this.standing),
    };
    const store = {
      exists: () =>
        this.storeAway
          ? Promise.reject(new StoreUnavailableError('ECONNREFUSED'))
          : Promise.resolve(!this.clipsGone),
    };
    const clips = new KeptClips(store, { keptDays: { messages: 7, clips: 7, films: 30 } });
    return new CutTopic(
      desk as JobDesk,
      this.catalogue,
      new OrdersService(quotas as Quotas, this.catalogue, clips),
    );
  }
}
