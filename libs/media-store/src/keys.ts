import {
  cutNumberSchema,
  type JobId,
  jobIdSchema,
  keyframeIndexSchema,
  mediaRefSchema,
  sceneNumberSchema,
  takeNumberSchema,
} from '@kinoline/contracts';

/** What a take leaves in the store. */
export type TakeFile = 'clip.mp4' | 'first.png' | 'last.png' | 'thumbnail.jpg';

/** What a cut of a film leaves in the store; `film.json` is written last and says what the others are. */
export type FilmFile = 'film.mp4' | 'smaller.mp4' | 'contact-sheet.jpg' | 'thumbnail.jpg' | 'film.json';

/** Where intermediates live: clips and stills, which expire soon. */
export const intermediatePrefix = 'jobs/';

/** Where finished films live, which are kept longer. */
export const filmPrefix = 'films/';

/** Where the pictures live that people send; kept as long as the films that begin with them. */
export const uploadPrefix = 'uploads/';

/** A UUID may be written in either case; as a key it would be two things. */
const lowerCase = jobIdSchema.lowercase();

/** Every intermediate of one job begins with this. @throws ZodError for something that is no job id. */
export function jobPrefix(job: JobId): string {
  return `${intermediatePrefix}${lowerCase.parse(job)}/`;
}

/** A file of one take of a scene: `jobs/<job>/scenes/<scene>/takes/<take>/clip.mp4`. @throws ZodError */
export function takeKey(job: JobId, scene: number, take: number, file: TakeFile): string {
  return `${jobPrefix(job)}scenes/${sceneNumberSchema.parse(scene)}/takes/${takeNumberSchema.parse(take)}/${file}`;
}

/** A still made before the video: `jobs/<job>/keyframes/<index>/<take>.png`. @throws ZodError */
export function keyframeKey(job: JobId, index: number, take: number): string {
  return `${jobPrefix(job)}keyframes/${keyframeIndexSchema.parse(index)}/${takeNumberSchema.parse(take)}.png`;
}

/** A file of one cut of the film: `films/<job>/<cut>/film.mp4`. @throws ZodError */
export function filmKey(job: JobId, cut: number, file: FilmFile): string {
  return `${filmPrefix}${lowerCase.parse(job)}/${cutNumberSchema.parse(cut)}/${file}`;
}

const sha256 = mediaRefSchema.shape.sha256;

/** A picture a person sent, named by its content: `uploads/<sha256>.jpg`. @throws ZodError */
export function uploadKey(hash: string, contentType: 'image/jpeg' | 'image/png'): string {
  return `${uploadPrefix}${sha256.parse(hash)}.${contentType === 'image/png' ? 'png' : 'jpg'}`;
}
