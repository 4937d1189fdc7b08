import { locateTools, MediaRunner } from '@kinoline/media';
import { createMinioMediaStore, MEDIA_STORE } from '@kinoline/media-store';
import { MessagingModule } from '@kinoline/messaging';
import { messageObserver, Metrics } from '@kinoline/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import { FfmpegClipExaminer } from './adapters/ffmpeg-clip-examiner.js';
import { FolderWorkspaces } from './adapters/folder-workspaces.js';
import type { FramerSettings } from './config.js';
import { FrameController } from './frame.controller.js';
import { FrameService } from './frame.service.js';
import { CLIP_EXAMINER, WORKSPACES } from './ports.js';
import { SeamMeter } from './seam-meter.js';
import { TakeEnd } from './take-end.js';

/** The framer: which adapter stands behind which port. */
@Module({})
export class AppModule {
  static forRoot(settings: FramerSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        MessagingModule.forRoot({
          service: 'framer',
          nats: settings.nats,
          observer: { inject: [Metrics], useFactory: messageObserver },
        }),
      ],
      controllers: [FrameController],
      providers: [
        FrameService,
        SeamMeter,
        TakeEnd,
        { provide: MEDIA_STORE, useFactory: () => createMinioMediaStore(settings.store) },
        { provide: CLIP_EXAMINER, useFactory: () => clipExaminer(settings) },
        { provide: WORKSPACES, useFactory: () => new FolderWorkspaces(settings.keepIntermediates) },
      ],
    };
  }
}

/** @throws MediaError that says what to install when there is no ffmpeg */
async function clipExaminer(settings: FramerSettings): Promise<FfmpegClipExaminer> {
  const tools = await locateTools(settings);
  const runner = new MediaRunner(tools, { timeoutMs: settings.clipTimeoutMs });
  return new FfmpegClipExaminer(runner, settings.clipLimits);
}
