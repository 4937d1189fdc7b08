import type { DataOf, JobRequested, JobSettings } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Reply, Turn } from '../conversation/topic.js';
import { JOB_DESK, type JobDesk } from '../jobs/job-desk.js';
import type { Picture } from '../media/picture.js';
import type { Draft } from '../conversation/draft.js';
import { FilmPanelService } from './film-panel.service.js';
import { PictureIntakeService } from './picture/picture-intake.service.js';

/** What a film was made of; `lost`: its picture is no longer kept. */
interface Recipe {
  readonly prompt: string;
  readonly settings: JobSettings;
  readonly picture: Picture | 'lost' | undefined;
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
    const request = (await this.desk.find(jobId))?.request;
    if (!request) return toast(turn, 'film-forgotten');
    const { personId } = request.requester;
    return personId === turn.person.personId
      ? this.propose(turn, await this.recipeOf(request))
      : toast(turn, 'film-not-yours');
  }

  private async last(turn: Turn): Promise<Reply> {
    const { lastPrompt: prompt, lastSettings: settings, lastPicture: picture } = turn.person;
    if (prompt === undefined || !settings) return toast(turn, 'film-nothing-before');
    const kept = picture && ((await this.pictures.isKept(picture)) ? picture : 'lost');
    return this.propose(turn, { prompt, settings, picture: kept });
  }

  private async recipeOf({ prompt, settings, startFrame }: DataOf<typeof JobRequested>): Promise<Recipe> {
    return { prompt, settings, picture: startFrame && ((await this.pictures.find(startFrame)) ?? 'lost') };
  }

  private propose(turn: Turn, { prompt, settings, picture }: Recipe): Promise<Reply> {
    const kept = picture === 'lost' ? undefined : picture;
    const draft: Draft = {
      settings: { ...settings, mode: 'chain' },
      prompt,
      ...(kept && { picture: kept }),
      fresh: true,
      step: 'summary',
      changing: false,
    };
    return this.panel.show(turn, draft, picture === 'lost' ? { id: 'film-note-picture-gone' } : undefined);
  }
}

function toast({ words }: Turn, id: string): Reply {
  return { toast: { text: words.plain(id), alert: true } };
}
