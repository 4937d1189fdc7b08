import {
  type AnyMessage,
  ClipGenerated,
  type DataOf,
  FilmFailed,
  FilmStitched,
  SceneFailed,
  SceneRendered,
  type StoryboardEdited,
} from '@kinoline/contracts';
import type { HeardDeadLetter } from '@kinoline/messaging';
import type { DirectorFact } from '../director/index.js';
import { costIn, describeLetter, filmIn, jobIn, revisionIn, takeIn } from './letter.js';
import { factIn } from './own-fact.js';

/** The cut for which a job is requested. */
const firstCut = 1;

/** What ends the waiting for a message that was given up. */
export type Ending =
  /** Say this, unless one of these answers is in the stream already. */
  | {
      readonly kind: 'say';
      readonly said: SaidOf<typeof SceneFailed> | SaidOf<typeof FilmFailed>;
      readonly unless: readonly AnyMessage[];
    }
  /** Let the director hear this. */
  | { readonly kind: 'hear'; readonly jobId: string; readonly fact: DirectorFact }
  /** Take this edit of a storyboard over. */
  | { readonly kind: 'edit'; readonly edit: DataOf<typeof StoryboardEdited> }
  /** No job waits for it, or nobody can tell which: an operator may replay it. */
  | { readonly kind: 'tell' };

interface SaidOf<Message extends AnyMessage> {
  readonly message: Message;
  readonly data: DataOf<Message>;
}

/** What to do about a dead letter, by who gave up what. Its payload may be unreadable: the subject has the identity. */
export function endingOf(letter: HeardDeadLetter): Ending {
  switch (`${letter.service}/${letter.message.name}`) {
    case 'generator/SceneRequested':
      return takeFailed(letter, 0, [ClipGenerated, SceneFailed]);
    case 'framer/ClipGenerated':
      return takeFailed(letter, costIn(letter), [SceneRendered, SceneFailed]);
    case 'stitcher/FilmRequested':
      return filmFailed(letter, [FilmStitched, FilmFailed]);
    case 'planner/JobRequested':
      return planningFailed(letter);
    case 'planner/ChangeRequested':
      return changeRefused(letter);
    default:
      return letter.service === 'planner' ? ownFact(letter) : { kind: 'tell' };
  }
}

/** The planner's own facts were only unlucky: they are heard again. One that cannot be read ends what it told of. */
function ownFact(letter: HeardDeadLetter): Ending {
  const fact = factIn(letter);
  if (fact !== 'unreadable') return fact;
  const { name }: { name: string } = letter.message;
  switch (name) {
    case 'SceneRendered':
      return takeFailed(letter, costIn(letter), [SceneFailed]);
    case 'FilmStitched':
      return filmFailed(letter, [FilmFailed]);
    case 'SceneFailed':
    case 'FilmFailed':
      return heardHere(letter);
    default:
      return { kind: 'tell' };
  }
}

/** The subject of the failure is taken by what cannot be read, so nobody else can be told. */
function heardHere(letter: HeardDeadLetter): Ending {
  const ending =
    letter.message.name === 'SceneFailed' ? takeFailed(letter, costIn(letter), []) : filmFailed(letter, []);
  if (ending.kind !== 'say') return ending;
  const { jobId } = ending.said.data;
  return { kind: 'hear', jobId, fact: factOf(ending.said) };
}

function factOf(said: Extract<Ending, { kind: 'say' }>['said']): DirectorFact {
  return 'scene' in said.data
    ? { name: 'SceneFailed', data: said.data }
    : { name: 'FilmFailed', data: said.data };
}

function takeFailed(letter: HeardDeadLetter, costUsd: number, unless: readonly AnyMessage[]): Ending {
  const identity = takeIn(letter);
  if (identity === undefined) return { kind: 'tell' };
  const data = {
    ...identity,
    code: 'tool-failed',
    detail: describeLetter(letter),
    retakeMayHelp: false,
    costUsd,
  } as const;
  return { kind: 'say', said: { message: SceneFailed, data }, unless };
}

function filmFailed(letter: HeardDeadLetter, unless: readonly AnyMessage[]): Ending {
  const identity = filmIn(letter);
  if (identity === undefined) return { kind: 'tell' };
  const failure = { code: 'tool-failed', detail: describeLetter(letter) } as const;
  return {
    kind: 'say',
    said: { message: FilmFailed, data: { ...identity, ...failure, warnings: [] } },
    unless,
  };
}

function planningFailed(letter: HeardDeadLetter): Ending {
  const jobId = jobIn(letter);
  if (jobId === undefined) return { kind: 'tell' };
  const detail = describeLetter(letter);
  return { kind: 'hear', jobId, fact: { name: 'PlanningFailed', data: { jobId, cut: firstCut, detail } } };
}

/** The person waits for an answer. */
function changeRefused(letter: HeardDeadLetter): Ending {
  const identity = revisionIn(letter);
  if (identity === undefined) return { kind: 'tell' };
  const { jobId, revision: of } = identity;
  return {
    kind: 'hear',
    jobId,
    fact: { name: 'ChangeRefused', data: { of, detail: describeLetter(letter) } },
  };
}
