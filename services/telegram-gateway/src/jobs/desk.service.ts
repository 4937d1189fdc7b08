import { isDeepStrictEqual } from 'node:util';
import {
  ChangeRequested,
  type DataOf,
  JobCancelled,
  JobRequested,
  StoryboardApproved,
  StoryboardEdited,
} from '@kinoline/contracts';
import { type Documents, MESSAGE_PUBLISHER, type MessagePublisher } from '@kinoline/messaging';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import type { Effect, Menu } from '../conversation/effect.js';
import { PEOPLE, type People } from '../people/people.js';
import { rememberedJobs } from '../people/person.js';
import { CareService } from './status/care.service.js';
import { JobFollower } from './follower.js';
import { isForgotten } from './forgotten.js';
import type { JobDesk } from './job-desk.js';
import { newJob } from './new-job.js';
import { leftFilm } from './left-film.js';
import { isOpen, menuKey } from './screens/status-screen.js';
import { withPerson } from './presence.js';
import { type DeliveredFilm, type ShownChange, type ShownJob, spentUsd, timeKey } from './shown-job.js';
import { SHOWN_JOBS } from './shown-jobs.js';

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** Does what persons want of jobs: records it, says it to the line, shows it. */
@Injectable()
export class JobDeskService implements JobDesk {
  private readonly logger = new Logger(JobDeskService.name);

  constructor(
    @Inject(SHOWN_JOBS) private readonly jobs: Documents<ShownJob>,
    @Inject(PEOPLE) private readonly people: People,
    @Inject(MESSAGE_PUBLISHER) private readonly publisher: MessagePublisher,
    private readonly follower: JobFollower,
    private readonly care: CareService,
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'keptDays'>,
  ) {}

  async begin(effect: EffectOf<'begin-job'>, panelMessageId: number | undefined): Promise<void> {
    const { request } = effect;
    const { jobId } = request;
    const { personId } = request.requester;
    await this.jobs.create(jobId, newJob(effect, panelMessageId, new Date()));
    await this.people.change(personId, (person) =>
      person.jobs.includes(jobId)
        ? person
        : { ...person, jobs: [jobId, ...person.jobs].slice(0, rememberedJobs) },
    );
    await this.publisher.say(JobRequested, request);
    await this.care.watch(jobId);
    await this.care.draw(jobId);
  }

  async change(data: DataOf<typeof ChangeRequested>, priceUsd: number): Promise<void> {
    const job = await this.jobs.read(data.jobId);
    if (!job) {
      this.forgotten(data.jobId);
      return;
    }
    const { revision, change } = data;
    const asked: ShownChange = {
      ...{ revision, change, at: new Date().toISOString() },
      totalUsd: spentUsd(job) + priceUsd,
    };
    if (await this.records(job, asked)) await this.publisher.say(ChangeRequested, data);
    await this.showThere(job.jobId);
  }

  async withdraw({ jobId, revision }: Parameters<JobDesk['withdraw']>[0]): Promise<void> {
    const job = await this.jobs.read(jobId);
    if (job && job.changes[revision]?.change === undefined) await this.follower.free(job, new Date());
  }

  async approve({ data }: EffectOf<'approve'>): Promise<void> {
    await this.publisher.say(StoryboardApproved, data);
    await this.follower.note(data.jobId, {
      name: 'Approved',
      revision: data.revision,
      at: new Date().toISOString(),
    });
    await this.showThere(data.jobId);
  }

  async edit({ data, priceUsd }: EffectOf<'edit'>): Promise<void> {
    const job = await this.jobs.read(data.jobId);
    if (!job) {
      this.forgotten(data.jobId);
      return;
    }
    const { revision } = data;
    const asked: ShownChange = { revision, at: new Date().toISOString(), totalUsd: priceUsd };
    if (await this.records(job, asked)) await this.publisher.say(StoryboardEdited, data);
    await this.showThere(job.jobId);
  }

  async cancel({ data }: EffectOf<'cancel'>): Promise<void> {
    await this.publisher.say(JobCancelled, data);
    await this.follower.hear({ name: 'JobCancelled', data });
    await this.showThere(data.jobId);
  }

  show({ jobId, below, menu }: EffectOf<'show-job'>): Promise<void> {
    return this.showThere(jobId, below, menu);
  }

  async welcomeBack(personId: string, chatId: string): Promise<void> {
    const jobs = await this.jobsOf(personId);
    const there = jobs.filter(({ request }) => request.requester.chatId === chatId);
    for (const job of there.toReversed()) {
      if (await this.isShown(job)) continue;
      // First: once the chat counts as there again, nobody comes back to a job that was not drawn.
      await this.care.watch(job.jobId);
      await this.showThere(job.jobId, isOpen(job) || leftFilm(job) !== undefined);
    }
  }

  async brought(jobId: string, film: DeliveredFilm): Promise<void> {
    // When it was settled: an order that is placed just now is not settled by it.
    const at = (await this.jobs.read(jobId))?.times[timeKey('delivered', film.cut)];
    await this.follower.note(jobId, { name: 'FilmBrought', film, at: at ?? new Date().toISOString() });
  }

  find(jobId: string): Promise<ShownJob | undefined> {
    return this.jobs.read(jobId);
  }

  isForgotten(job: ShownJob, now: Date): boolean {
    return isForgotten(job, now, this.settings.keptDays.messages);
  }

  async jobsOf(personId: string): Promise<readonly ShownJob[]> {
    const person = await this.people.read(personId);
    const found = await Promise.all((person?.jobs ?? []).map((jobId) => this.jobs.read(jobId)));
    return found.filter((job) => job !== undefined);
  }

  /** Whether something is written to the job's chat; a call that finds it gone just now is told that the person came. */
  private async isShown({ jobId }: ShownJob): Promise<boolean> {
    const { refused } = await this.jobs.change(jobId, (job) =>
      !job || job.chatGone ? undefined : withPerson(job),
    );
    return !refused;
  }

  /** Draws the status message for a person who just did something: whatever was known of their chat, they are there. */
  private async showThere(jobId: string, below = false, menu?: Menu): Promise<void> {
    await this.jobs.change(jobId, (job) => {
      if (!job) return undefined;
      const opened = menu && { name: menu, of: menuKey(job) };
      return { ...withPerson(job), ...(opened && { menu: opened }) };
    });
    await this.care.watch(jobId);
    await this.care.draw(jobId, below);
  }

  /** Whether this is what the person wanted of the revision: of two wishes the first counts, as in the line. */
  private async records(job: ShownJob, asked: ShownChange): Promise<boolean> {
    const noted = await this.follower.note(job.jobId, { name: 'ChangeAsked', change: asked });
    const recorded = noted?.changes[asked.revision];
    const same = isDeepStrictEqual(recorded?.change, asked.change);
    if (!same) this.logger.log('a change came too late', { jobId: job.jobId, revision: asked.revision });
    return same;
  }

  private forgotten(jobId: string): void {
    this.logger.warn('a job is not known any more', { jobId });
  }
}
