import { filmSize } from '@kinoline/contracts';
import type { MessageContext } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { adaptationsOf } from './adaptations.js';
import { ClipGathering, type GatheredClips, type Gathering } from './clip-gathering.js';
import { FilmEnd, type StitchedFilm, type WantedFilm } from './film-end.js';
import { filmFailureOf, forbidsRetry, givenUp, UnusableClipsError } from './film-failure.js';
import { FilmShelf } from './film-shelf.js';
import {
  FILM_MAKER,
  type FilmMaker,
  type JoinedClip,
  type MadeFilm,
  UnreadableClipsError,
  type Workspace,
  WORKSPACES,
  type Workspaces,
} from './ports.js';

/** What the flow needs to know of a delivery. */
export type StitchingContext = Pick<MessageContext, 'signal' | 'lastDelivery'>;

/** A film on this machine, what it was made of, and what is to be said about the rest. */
interface Stitching extends GatheredClips {
  readonly made: MadeFilm;
}

/** Makes a film of clips: gathers the sound ones, has them joined, puts the result into the store. */
@Injectable()
export class StitchService {
  private readonly log = new Logger(StitchService.name);

  constructor(
    private readonly clips: ClipGathering,
    @Inject(FILM_MAKER) private readonly maker: FilmMaker,
    @Inject(WORKSPACES) private readonly workspaces: Workspaces,
    private readonly shelf: FilmShelf,
    private readonly end: FilmEnd,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Ends a cut with FilmStitched or FilmFailed. May be called again for the same cut: what was said stands, and what
   * was stored is not made again.
   * @throws what another try may mend, for the transport
   */
  async stitch(film: WantedFilm, context: StitchingContext): Promise<void> {
    if (await this.end.isSaid(film)) return;
    try {
      await this.end.stitched(await this.filmOf(film, context.signal));
    } catch (error) {
      // A shutdown says nothing about the film; it is asked for again.
      context.signal.throwIfAborted();
      await this.endIfHopeless(film, error, context);
    }
  }

  /** @throws the error, unless no try can change it */
  private async endIfHopeless(
    film: WantedFilm,
    error: unknown,
    { lastDelivery }: StitchingContext,
  ): Promise<void> {
    const own = error instanceof UnusableClipsError ? error.warnings : [];
    const warnings = [...(film.warnings ?? []), ...own];
    const failure = filmFailureOf(error);
    if (failure !== undefined) {
      await this.end.failed(film, failure, warnings);
      return;
    }
    // Nobody will work on this cut any more, so the job must not wait for it. The clips stay in the store.
    if (lastDelivery || forbidsRetry(error)) await this.end.failed(film, givenUp(error), warnings);
    throw error;
  }

  private async filmOf(film: WantedFilm, signal: AbortSignal): Promise<StitchedFilm> {
    const before = await this.shelf.find(film, { signal });
    if (before !== undefined) return before;
    await using workspace = await this.workspaces.open();
    const { made, usable, warnings } = await this.stitching(film, workspace, signal);
    const refs = await this.shelf.put(film, made, { workspace, signal });
    const stitched: StitchedFilm = {
      ...{ jobId: film.jobId, cut: film.cut, ...refs, facts: made.facts },
      scenes: made.clips.map(({ scene, startsAt }) => ({ scene, startsAt })),
      conformed: made.clips.filter(isConformed).map(({ scene }) => scene),
      adaptations: adaptationsOf(film, made.clips, usable),
      warnings: [...(film.warnings ?? []), ...warnings],
    };
    await this.shelf.note(stitched, { signal });
    this.count(made.clips);
    return stitched;
  }

  /**
   * Clips that the framer checked are trusted first. When they cannot be joined, all are checked here; where that leaves
   * none out, it is not damage but a copy that will not do, and all are encoded.
   */
  private async stitching(film: WantedFilm, workspace: Workspace, signal: AbortSignal): Promise<Stitching> {
    const trusted = await this.gathered(film, { workspace, signal, trusting: true });
    const order = { ...orderOf(film, trusted), encodeAll: false, workspace };
    try {
      return { ...trusted, made: await this.maker.make(order, { signal }) };
    } catch (error) {
      if (!(error instanceof UnreadableClipsError)) throw error;
      this.log.warn(`All clips are checked again, since the join failed: ${error.message}`);
    }
    const checked = await this.gathered(film, { workspace, signal, trusting: false });
    const encodeAll = checked.usable.length === trusted.usable.length;
    const made = await this.maker.make({ ...order, ...orderOf(film, checked), encodeAll }, { signal });
    return { ...checked, made };
  }

  /** A later cut without the clips it was to keep is not what was ordered, and often less than the film before it. */
  private async gathered(film: WantedFilm, gathering: Gathering): Promise<GatheredClips> {
    const gathered = await this.clips.gather(film, gathering);
    const { usable, warnings, gone } = gathered;
    if (usable.length === 0) throw new UnusableClipsError('none of the clips can be used', warnings);
    if (film.cut > 1 && gone.length > 0) {
      throw new UnusableClipsError('clips of an earlier cut are not kept any more', gone);
    }
    return gathered;
  }

  private count(clips: readonly JoinedClip[]): void {
    for (const { picture, sound } of clips) {
      this.metrics.joinedClips.add({ part: 'picture', how: picture });
      if (sound !== 'none') this.metrics.joinedClips.add({ part: 'sound', how: sound });
    }
  }
}

function orderOf(film: WantedFilm, { usable }: GatheredClips) {
  return { clips: usable, size: filmSize(film.aspect, film.quality), sound: film.audio };
}

function isConformed({ picture, sound }: JoinedClip): boolean {
  return picture === 'encoded' || sound === 'encoded' || sound === 'silence';
}
