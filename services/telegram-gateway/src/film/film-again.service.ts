import type { DataOf, JobRequested, JobSettings } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { toast } from '../conversation/replies.js';
import type { Reply, Turn } from '../conversation/topic.js';
import { JOB_DESK, type JobDesk } from '../jobs/job-desk.js';
import { ownJob } from '../jobs/topic/own-job.js';
import type { Picture } from '../media/picture.js';
import type { Draft } from '../conversation/draft.js';
import { FilmPanelService } from './film-panel.service.js';
import { type MissingPicture, PictureIntakeService } from './picture/picture-intake.service.js';

/** What a film was made of. */
interface Recipe {
  readonly prompt: string;
  readonly settings: JobSettings;
  readonly picture: Picture | MissingPicture | undefined;
}

/** Proposes a film that was made before once more: the same choice, a new film. */
@Injectable()
export class FilmAgainService {
  constructor(
    @Inject(JOB_DESK) private readonly desk: JobDesk,
    private readonly panel: FilmPanelService,
    private readonly pictures: PictureIntakeService,
  ) {}

  /** @param jobId - of which job; missing: of the last one that the person accepted */
  async again(turn: Turn, jobId: string | undefined): Promise<Reply> {
    if (jobId === undefined) return this.last(turn);
    const found = await ownJob(turn, jobId, this.desk);
    return 'answer' in found ? found.answer : this.propose(turn, await this.recipeOf(found.job.request));
  }

  private async last(turn: Turn): Promise<Reply> {
    const { lastPrompt: prompt, lastSettings: settings, lastPicture: picture } = turn.person;
    if (prompt === undefined || !settings) return toast(turn.words.plain('film-nothing-before'));
    const kept = picture && (await this.pictures.recall(picture));
    return this.propose(turn, { prompt, settings, picture: kept });
  }

  private async recipeOf({ prompt, settings, startFrame }: DataOf<typeof JobRequested>): Promise<Recipe> {
    return { prompt, settings, picture: startFrame && (await this.pictures.recover(startFrame)) };
  }

  private propose(turn: Turn, { prompt, settings, picture }: Recipe): Promise<Reply> {
    if (picture === 'unknown') return Promise.resolve(toast(turn.words.plain('film-note-picture-unknown')));
    const kept = picture === 'gone' ? undefined : picture;
    const draft: Draft = {
      settings: { ...settings, mode: 'chain' },
      prompt,
      ...(kept && { picture: kept }),
      fresh: true,
      step: 'summary',
      changing: false,
    };
    return this.panel.show(turn, draft, picture === 'gone' ? { id: 'film-note-picture-gone' } : undefined);
  }
}
