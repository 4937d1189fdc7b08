import { Inject, Injectable } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import type { Reply, Topic, Turn } from '../conversation/topic.js';
import { UNEXPECTED, type Unexpected } from '../conversation/unexpected.js';
import { OwnerService } from './owner.service.js';
import { StatsService } from './stats.service.js';

/** The commands of the owners; to everybody else there are none. */
@Injectable()
export class OwnerTopic implements Topic {
  readonly name = 'owner';
  readonly commands = {
    stats: (turn: Turn): Promise<Reply> => this.forOwners(turn, () => this.stats.report(turn)),
    allow: (turn: Turn): Promise<Reply> => this.forOwners(turn, () => this.owner.allow(turn)),
    deny: (turn: Turn): Promise<Reply> => this.forOwners(turn, () => this.owner.deny(turn)),
    limit: (turn: Turn): Promise<Reply> => this.forOwners(turn, () => this.owner.limit(turn)),
  };

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'access'>,
    @Inject(UNEXPECTED) private readonly unexpected: Unexpected,
    private readonly owner: OwnerService,
    private readonly stats: StatsService,
  ) {}

  /** The topic has no buttons. */
  press({ words }: Turn): Promise<Reply> {
    return Promise.resolve({ toast: { text: words.plain('old-buttons') } });
  }

  private forOwners(turn: Turn, answer: () => Promise<Reply>): Promise<Reply> {
    if (this.settings.access.ownerIds.has(turn.person.personId)) return answer();
    return this.unexpected.answer(turn, turn.event.what);
  }
}
