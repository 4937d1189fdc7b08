import { jobIdSchema, jobSettingsSchema, promptSchema, usdSchema } from '@kinoline/contracts';
import { z } from 'zod';
import { pictureSchema } from '../media/picture.js';
import { type Locale, locales } from '../words/words.js';

const keptFilmSchema = z.strictObject({
  jobId: jobIdSchema,
  cut: z.int().positive(),
  /** Beginning of the prompt. */
  title: z.string(),
  /** When it was delivered, ISO 8601. */
  at: z.iso.datetime(),
  seconds: z.number().positive(),
  /** What the job cost so far, in US dollars. */
  costUsd: usdSchema,
  /** Under which Telegram sends it again; missing when it was delivered as a link or never reached the chat. */
  fileId: z.string().optional(),
});
/** A film a person got. */
export type KeptFilm = z.infer<typeof keptFilmSchema>;

/** How many films are kept in the history of a person. */
export const keptFilms = 50;

/** How many jobs of a person can be asked about. */
export const rememberedJobs = 20;

/** What Kinoline knows of a person; kept for good. */
export const personSchema = z.strictObject({
  version: z.literal(1),
  personId: z.string(),
  /** First name, as Telegram shows it. */
  name: z.string(),
  /** The language of their Telegram, and the one they chose instead. */
  telegramLocale: z.enum(locales).optional(),
  chosenLocale: z.enum(locales).optional(),
  /** What an owner decided about them; missing: whatever holds for all. */
  access: z.enum(['allowed', 'denied']).optional(),
  /** What an owner lets them spend a day (UTC), in US dollars; missing: whatever holds for all. */
  dayLimitUsd: usdSchema.optional(),
  /** The last time a stranger was told that they may not use the bot, ISO 8601. */
  turnedAwayAt: z.iso.datetime().optional(),
  /** Whether each scene is shown as soon as it is made. */
  showScenes: z.boolean(),
  /** Jobs above this price wait for an approval of their storyboard, in US dollars; 0: all, missing: none. */
  approveAboveUsd: usdSchema.optional(),
  /** What was chosen last, to be offered first. */
  lastSettings: jobSettingsSchema.optional(),
  /** What the last film was made of, for the same again. */
  lastPrompt: promptSchema.optional(),
  lastPicture: pictureSchema.optional(),
  /** Jobs that were begun, newest first. */
  jobs: z.array(jobIdSchema).max(rememberedJobs),
  /** Newest first, at most {@link keptFilms}; a new cut of a job takes the place of the one before. */
  films: z.array(keptFilmSchema).max(keptFilms),
});
/** See {@link personSchema}. */
export type Person = z.infer<typeof personSchema>;

/** The language in which a person is spoken to. */
export function languageOf({
  chosenLocale,
  telegramLocale,
}: Pick<Person, 'chosenLocale' | 'telegramLocale'>): Locale {
  return chosenLocale ?? telegramLocale ?? 'en';
}
