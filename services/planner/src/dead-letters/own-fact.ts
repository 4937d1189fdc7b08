import {
  FilmFailed,
  FilmStitched,
  JobCancelled,
  JobDelivered,
  SceneFailed,
  SceneRendered,
  StoryboardApproved,
  StoryboardEdited,
} from '@kinoline/contracts';
import { type HeardDeadLetter, MessageUnreadableError, openDeadLetter } from '@kinoline/messaging';
import type { DirectorFact } from '../director/index.js';
import type { Ending } from './ending.js';

type Heard = Extract<Ending, { kind: 'hear' | 'edit' | 'tell' }>;

/** The planner's own message in a letter as what it is. */
export function factIn(letter: HeardDeadLetter): Heard | 'unreadable' {
  try {
    if (letter.message.name === 'StoryboardEdited') {
      return { kind: 'edit', edit: openDeadLetter(StoryboardEdited, letter).data };
    }
    const fact = readers[letter.message.name]?.(letter);
    return fact === undefined ? { kind: 'tell' } : { kind: 'hear', jobId: fact.data.jobId, fact };
  } catch (error) {
    if (error instanceof MessageUnreadableError) return 'unreadable';
    throw error;
  }
}

/** A fact that is a message of the line. */
type ToldFact = Extract<DirectorFact, { data: { jobId: string } }>;

const readers: Partial<Record<string, (letter: HeardDeadLetter) => ToldFact>> = {
  StoryboardApproved: (letter) => ({
    name: 'StoryboardApproved',
    data: openDeadLetter(StoryboardApproved, letter).data,
  }),
  SceneRendered: (letter) => ({ name: 'SceneRendered', data: openDeadLetter(SceneRendered, letter).data }),
  SceneFailed: (letter) => ({ name: 'SceneFailed', data: openDeadLetter(SceneFailed, letter).data }),
  FilmStitched: (letter) => ({ name: 'FilmStitched', data: openDeadLetter(FilmStitched, letter).data }),
  FilmFailed: (letter) => ({ name: 'FilmFailed', data: openDeadLetter(FilmFailed, letter).data }),
  JobDelivered: (letter) => ({ name: 'JobDelivered', data: openDeadLetter(JobDelivered, letter).data }),
  JobCancelled: (letter) => ({ name: 'JobCancelled', data: openDeadLetter(JobCancelled, letter).data }),
};
