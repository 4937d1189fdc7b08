import { locateTools } from '@kinoline/media';
import { createMinioMediaStore, MEDIA_STORE } from '@kinoline/media-store';
import { MessagingModule } from '@kinoline/messaging';
import { messageObserver, Metrics } from '@kinoline/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import { FfmpegClipExaminer } from './adapters/ffmpeg-clip-examiner.js';
import { FfmpegFilmMaker } from './adapters/ffmpeg-film-maker.js';
import { FfmpegFilmShrinker } from './adapters/ffmpeg-film-shrinker.js';
import { FolderWorkspaces } from './adapters/folder-workspaces.js';
import { requireAbilities } from './adapters/require-abilities.js';
import { TracedMediaRunner } from './adapters/traced-media-runner.js';
import { ClipGathering } from './clip-gathering.js';
import type { StitcherSettings } from './config.js';
import { FilmEnd } from './film-end.js';
import { FilmShelf } from './film-shelf.js';
import { CLIP_EXAMINER, FILM_MAKER, FILM_SHRINKER, WORKSPACES } from './ports.js';
import { StitchController } from './stitch.controller.js';
import { StitchService } from './stitch.service.js';

/** The stitcher: which adapter stands behind which port. */
@Module({})
export class AppModule {
  static forRoot(settings: StitcherSettings): DynamicModule {
    const examiner = (runner: TracedMediaRunner) => new FfmpegClipExaminer(runner, settings.clipLimits);
    return {
      module: AppModule,
      imports: [
        MessagingModule.forRoot({
          service: 'stitcher',
          nats: settings.nats,
          observer: { inject: [Metrics], useFactory: messageObserver },
        }),
      ],
      controllers: [StitchController],
      providers: [
        StitchService,
        ClipGathering,
        FilmShelf,
        FilmEnd,
        { provide: MEDIA_STORE, useFactory: () => createMinioMediaStore(settings.store) },
        { provide: TracedMediaRunner, useFactory: () => mediaRunner(settings) },
        { provide: CLIP_EXAMINER, inject: [TracedMediaRunner], useFactory: examiner },
        {
          provide: FILM_MAKER,
          inject: [TracedMediaRunner],
          useFactory: (runner: TracedMediaRunner) => new FfmpegFilmMaker(runner),
        },
        {
          provide: FILM_SHRINKER,
          inject: [TracedMediaRunner],
          useFactory: (runner: TracedMediaRunner) => new FfmpegFilmShrinker(runner),
        },
        { provide: WORKSPACES, useFactory: () => new FolderWorkspaces(settings.keepIntermediates) },
      ],
    };
  }
}

/** @throws MediaError that says what to install when there is no ffmpeg, or one that cannot do what is needed */
async function mediaRunner(settings: StitcherSettings): Promise<TracedMediaRunner> {
  const runner = new TracedMediaRunner(await locateTools(settings), { timeoutMs: settings.stepTimeoutMs });
  await requireAbilities(runner);
  return runner;
}
