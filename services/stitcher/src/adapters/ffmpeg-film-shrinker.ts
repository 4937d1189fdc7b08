import { MediaError, type MediaRunner, planShrink, probe, shrinkFilm, shrinkRoom } from '@kinoline/media';
import { RetryableError } from '@kinoline/messaging';
import { Logger } from '@nestjs/common';
import type { Call, FilmShrinker, ShrinkOrder, SmallerFilm } from '../ports.js';

/** Makes films smaller by ffmpeg. */
export class FfmpegFilmShrinker implements FilmShrinker {
  private readonly log = new Logger(FfmpegFilmShrinker.name);

  constructor(private readonly runner: MediaRunner) {}

  /** A copy is a kindness: whatever goes wrong with it, the film is there, and is not made again for it. */
  async shrink(order: ShrinkOrder, call: Call): Promise<SmallerFilm | undefined> {
    try {
      return await this.shrunk(order, call);
    } catch (error) {
      call.signal.throwIfAborted();
      if (!(error instanceof MediaError || error instanceof RetryableError)) throw error;
      this.log.warn(`No smaller copy of the film: ${error.message}`);
      return undefined;
    }
  }

  private async shrunk(
    { film, maxBytes, workspace }: ShrinkOrder,
    call: Call,
  ): Promise<SmallerFilm | undefined> {
    const found = await probe(this.runner, film, call);
    const { video, bytes } = found;
    const plan = planShrink(found, maxBytes);
    if (plan === undefined) {
      this.log.log(`No smaller copy of the film: ${bytes} bytes cannot become ${maxBytes} and look good`);
      return undefined;
    }
    const { width, height, pictureBitsPerSecond: rate } = plan;
    this.log.log(
      `A copy of ${width}x${height} at ${Math.round(rate / 1000)} kbit/s is made of ${bytes} bytes`,
    );
    await workspace.needRoom(shrinkRoom(plan, maxBytes));
    return shrinkFilm(this.runner, { film, video, plan, maxBytes, folder: workspace.path('.') }, call);
  }
}
