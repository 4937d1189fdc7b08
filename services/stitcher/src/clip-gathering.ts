import { type DataOf, SceneRendered, type Warning } from '@kinoline/contracts';
import { IntegrityError, MEDIA_STORE, type MediaStore, ObjectMissingError } from '@kinoline/media-store';
import { MESSAGE_HISTORY, type MessageHistory } from '@kinoline/messaging';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { allOrNone } from './all-or-none.js';
import type { WantedFilm } from './film-end.js';
import {
  type Call,
  CLIP_EXAMINER,
  type ClipExaminer,
  type ClipStills,
  type SoundClip,
  UnusableClipError,
  type Workspace,
} from './ports.js';

/** The clips that can be used, and what is to be said of those that cannot. */
export interface GatheredClips {
  readonly usable: readonly SoundClip[];
  readonly warnings: readonly Warning[];
  /** Those of the warnings that are about clips which the store has no more. */
  readonly gone: readonly Warning[];
}

/** How clips are gathered. */
export interface Gathering extends Call {
  readonly workspace: Workspace;
  /** Whether a clip that the framer has checked is used without another full decode. */
  readonly trusting: boolean;
}

/** A clip that cannot be used. */
interface LeftOut {
  readonly warning: Warning;
  readonly isGone: boolean;
}

type RenderedScene = DataOf<typeof SceneRendered>;

/** A clip of the film with the place where its files go. */
interface WantedClip {
  readonly clip: WantedFilm['clips'][number];
  readonly jobId: string;
  readonly files: ClipStills & { readonly path: string };
}

/** As many clips as fit through network and processors at once. */
const atOnce = 4;

/** Brings the clips of a film here and makes sure that each is sound. */
@Injectable()
export class ClipGathering {
  private readonly log = new Logger(ClipGathering.name);

  constructor(
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
    @Inject(MESSAGE_HISTORY) private readonly history: MessageHistory,
    @Inject(CLIP_EXAMINER) private readonly examiner: ClipExaminer,
  ) {}

  /**
   * Fetches and checks all clips. A damaged or lost one is left out with a warning.
   * @throws what another try may mend
   */
  async gather(film: WantedFilm, gathering: Gathering): Promise<GatheredClips> {
    const { workspace } = gathering;
    await workspace.needRoom(film.clips.reduce((sum, { clip }) => sum + clip.bytes, 0));
    const wanted = film.clips.map((clip, index) => wantedClip(film.jobId, clip, index, workspace));
    const found = await allOrNone(wanted, (one, signal) => this.soundOrNot(one, { ...gathering, signal }), {
      signal: gathering.signal,
      atOnce,
    });
    const leftOut = found.flatMap((one) => ('probe' in one ? [] : [one]));
    return {
      usable: found.flatMap((one) => ('probe' in one ? [one] : [])),
      warnings: leftOut.map(({ warning }) => warning),
      gone: leftOut.filter(({ isGone }) => isGone).map(({ warning }) => warning),
    };
  }

  private async soundOrNot(wanted: WantedClip, gathering: Gathering): Promise<SoundClip | LeftOut> {
    try {
      return await this.soundClip(wanted, gathering);
    } catch (error) {
      gathering.signal.throwIfAborted();
      if (!isForGood(error)) throw error;
      const { scene } = wanted.clip;
      this.log.warn(`Scene ${scene} is left out: ${error.message}`);
      const warning = { code: 'clip-left-out', scene, detail: error.message.slice(0, 500) } as const;
      return { warning, isGone: error instanceof ObjectMissingError };
    }
  }

  /** The store proves by the hash that a clip is the very one that the framer decoded as a whole. */
  private async soundClip({ jobId, clip, files }: WantedClip, gathering: Gathering): Promise<SoundClip> {
    const { signal, trusting } = gathering;
    const { scene, take } = clip;
    const [rendered] = await Promise.all([
      trusting ? this.history.first(SceneRendered, { jobId, scene, take }) : undefined,
      this.store.getToFile(clip.clip, files.path, { signal }),
    ]);
    if (rendered?.data.clip.sha256 !== clip.clip.sha256) {
      const probe = await this.examiner.examine(files.path, files, { signal });
      return { scene, path: files.path, probe, stills: files };
    }
    const [probe, stills] = await Promise.all([
      this.examiner.look(files.path, { signal }),
      this.storedStills(rendered.data, files, signal),
    ]);
    return { scene, path: files.path, probe, ...(stills && { stills }) };
  }

  /** The pictures the framer took, unless they have expired. */
  private async storedStills(
    rendered: RenderedScene,
    files: ClipStills,
    signal: AbortSignal,
  ): Promise<ClipStills | undefined> {
    try {
      await Promise.all([
        this.store.getToFile(rendered.firstFrame, files.firstFrame, { signal }),
        this.store.getToFile(rendered.lastFrame, files.lastFrame, { signal }),
        this.store.getToFile(rendered.thumbnail, files.thumbnail, { signal }),
      ]);
      return files;
    } catch (error) {
      if (isForGood(error)) return undefined;
      throw error;
    }
  }
}

function wantedClip(
  jobId: string,
  clip: WantedFilm['clips'][number],
  index: number,
  workspace: Workspace,
): WantedClip {
  const file = (name: string) => workspace.path(`${index + 1}-${name}`);
  const stills = {
    firstFrame: file('first.png'),
    lastFrame: file('last.png'),
    thumbnail: file('thumbnail.jpg'),
  };
  return { jobId, clip, files: { path: file('clip.mp4'), ...stills } };
}

/** The file is damaged or gone, and no try will change that. */
function isForGood(error: unknown): error is Error {
  if (error instanceof IntegrityError) return !error.retryable;
  return error instanceof UnusableClipError || error instanceof ObjectMissingError;
}
