import type { VideoFacts } from '@kinoline/contracts';
import {
  joinClips,
  type JoinedFilm,
  type JoinPlan,
  type JoinTarget,
  type MediaProbe,
  type MediaRunner,
  planJoin,
  shownSize,
  verifyFilm,
} from '@kinoline/media';
import { Logger } from '@nestjs/common';
import {
  type Call,
  type FilmMaker,
  type FilmOrder,
  type JoinedClip,
  type MadeFilm,
  type SoundClip,
  WrongFilmError,
} from '../ports.js';
import { type FilmPictures, type PicturedClip, picturesOfClips, picturesOfFilm } from './film-pictures.js';
import { filmRoom } from './film-room.js';
import { filmFailure, joinFailure } from './media-failure.js';

/** A film that is as it was planned. */
interface RightFilm extends JoinedFilm {
  readonly probe: MediaProbe;
}

/** Makes films by ffmpeg. */
export class FfmpegFilmMaker implements FilmMaker {
  private readonly log = new Logger(FfmpegFilmMaker.name);

  constructor(private readonly runner: MediaRunner) {}

  async make(order: FilmOrder, call: Call): Promise<MadeFilm> {
    const target = { ...order.size, sound: order.sound, encodeAll: order.encodeAll };
    const plan = planJoin(
      order.clips.map(({ probe }) => probe),
      target,
    );
    this.log.log(wordPlan(plan, order.clips));
    await order.workspace.needRoom(filmRoom(plan, order.clips));
    // Clips that go in unchanged show the film's pictures before there is a film. Both works are waited for in any case.
    const [filmEnd, earlyEnd] = await Promise.allSettled([
      this.rightFilm(order, target, call),
      isCopied(plan) ? this.earlyPictures(order, call) : undefined,
    ]);
    const film = valueOf(filmEnd);
    const early = isCopied(film.plan) ? valueOf(earlyEnd) : undefined;
    const pictures = early ?? (await this.latePictures(order, film, call));
    return {
      film: film.film,
      ...pictures,
      facts: filmFacts(film.probe),
      clips: joinedClips(film.plan, order.clips),
    };
  }

  /** When a film of copies is wrong (say, because a clip hides pictures), it is made once more with all encoded. */
  private async rightFilm(order: FilmOrder, target: JoinTarget, call: Call): Promise<RightFilm> {
    const { film, faults } = await this.measuredFilm(order, target, call);
    if (faults.length === 0) return film;
    if (target.encodeAll === true) throw new WrongFilmError(`the film is wrong: ${faults.join('; ')}`);
    this.log.warn(`The film is made again, all encoded: ${faults.join('; ')}`);
    return this.rightFilm(order, { ...target, encodeAll: true }, call);
  }

  private async measuredFilm(
    order: FilmOrder,
    target: JoinTarget,
    call: Call,
  ): Promise<{ film: RightFilm; faults: readonly string[] }> {
    const folder = order.workspace.path('.');
    try {
      const joined = await joinClips(this.runner, { clips: order.clips, target, folder }, call);
      const { probe, faults } = await verifyFilm(this.runner, joined, call);
      return { film: { ...joined, probe }, faults };
    } catch (error) {
      throw joinFailure(error, folder);
    }
  }

  private async earlyPictures(order: FilmOrder, call: Call): Promise<FilmPictures | undefined> {
    const { clips, workspace } = order;
    if (!arePictured(clips)) return undefined;
    try {
      return await picturesOfClips(clips, workspace, call);
    } catch (error) {
      throw joinFailure(error, workspace.path('.'));
    }
  }

  private async latePictures(order: FilmOrder, film: JoinedFilm, call: Call): Promise<FilmPictures> {
    try {
      return await picturesOfFilm(this.runner, film, order, call);
    } catch (error) {
      throw filmFailure(error, order.workspace.path('.'));
    }
  }
}

function isCopied({ steps }: JoinPlan): boolean {
  return steps.every(({ picture }) => picture === 'copied');
}

function arePictured(clips: readonly SoundClip[]): clips is readonly PicturedClip[] {
  return clips.every(({ stills }) => stills !== undefined);
}

function valueOf<Value>(end: PromiseSettledResult<Value>): Value {
  if (end.status === 'rejected') throw end.reason;
  return end.value;
}

function joinedClips({ steps }: JoinPlan, clips: readonly SoundClip[]): JoinedClip[] {
  let startsAt = 0;
  return clips.flatMap(({ scene, probe }, index) => {
    const step = steps[index];
    if (step === undefined) return [];
    const { picture, sound, fit, seconds } = step;
    const clip = { scene, startsAt, picture, sound, fit, shown: shownSize(probe.video) };
    startsAt += seconds;
    return [clip];
  });
}

/** A film is never turned and has square pixels, so its stored size is the one shown. */
function filmFacts({ video, audio }: MediaProbe): VideoFacts {
  return {
    ...{ seconds: video.seconds, width: video.width, height: video.height },
    framesPerSecond: video.frameRate.num / video.frameRate.den,
    ...{ videoCodec: video.codec, pixelFormat: video.pixelFormat },
    ...(audio && { audio: { codec: audio.codec, sampleRate: audio.sampleRate, channels: audio.channels } }),
  };
}

function wordPlan({ steps }: JoinPlan, clips: readonly SoundClip[]): string {
  const differing = steps.flatMap(({ reasons }, index) =>
    reasons.length === 0 ? [] : [`scene ${clips[index]?.scene ?? 0} differs (${reasons.join(', ')})`],
  );
  return [`Joining ${steps.length} clips`, ...differing].join('; ');
}
