import { createHash } from 'node:crypto';
import type { ModelCatalogue } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.js';
import { type GatewaySettings, SETTINGS } from '../../config.js';
import { PEOPLE, type People } from '../../people/people.js';
import type { Person } from '../../people/person.js';
import { QUOTAS, type Quotas, type Standing } from '../../people/quotas.js';
import { wordsFor } from '../../people/words-for.js';
import type { Screen } from '../../telegram/screen.js';
import { type Dictionary, DICTIONARY } from '../../words/words.js';
import type { Drawn } from './next-step.js';
import { PacesService } from '../time/paces.service.js';
import type { ScreenSources } from '../screens/sources.js';
import { statusScreen } from '../screens/status-screen.js';
import type { ShownJob } from '../shown-job.js';

/** What a status message shows at a moment. */
export interface Drawing extends Drawn {
  readonly screen: Screen;
}

/** Makes the status message of a job in the language of whoever asked for it. */
@Injectable()
export class StatusScreens {
  constructor(
    @Inject(PEOPLE) private readonly people: People,
    @Inject(DICTIONARY) private readonly dictionary: Dictionary,
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    @Inject(QUOTAS) private readonly quotas: Quotas,
    private readonly paces: PacesService,
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'keptDays'>,
  ) {}

  async drawing(job: ShownJob, now: Date): Promise<Drawing> {
    const sources = await this.sources(job, now);
    const screen = statusScreen(job, sources);
    const timeless = statusScreen(job, { ...sources, now: new Date(job.since) });
    return { screen, shown: hashOf(screen), shape: hashOf(timeless) };
  }

  /** Everything besides the job that its screens are made from. */
  async sources(job: ShownJob, now: Date): Promise<ScreenSources> {
    const { personId, locale } = job.request.requester;
    const person = await this.people.read(personId);
    const words = wordsFor(this.dictionary, person, locale);
    const paces = await this.paces.of(modelsOf(job));
    const standing = await this.standing(job, person, now);
    const name = person?.name ?? personId;
    const messageDays = this.settings.keptDays.messages;
    const known = { words, paces, now, catalogue: this.catalogue, messageDays, name };
    return { ...known, ...(standing && { standing }) };
  }

  /** Told where the person decides about a price. */
  private async standing(
    { stage, jobId }: ShownJob,
    person: Person | undefined,
    now: Date,
  ): Promise<Standing | undefined> {
    return stage === 'approval' && person ? this.quotas.standing(person, now, jobId) : undefined;
  }
}

function modelsOf({ plan, request }: ShownJob): readonly string[] {
  const others = (plan?.storyboard.scenes ?? []).flatMap(({ model }) => (model === undefined ? [] : [model]));
  return [plan?.settings.model ?? request.settings.model, ...others];
}

function hashOf(screen: Screen): string {
  return createHash('sha256').update(JSON.stringify(screen)).digest('base64url').slice(0, 22);
}
