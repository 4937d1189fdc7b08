import { isDeepStrictEqual } from 'node:util';
import type { JobFact, TimedLineFact } from './fact.js';
import { type JobFacts, settled } from './progress.js';
import { thinned } from './thinned.js';
import {
  takeKey,
  timeKey,
  type DeliveredFilm,
  type ShownChange,
  type ShownJob,
  type ShownTake,
} from './shown-job.js';

type FactOf<Name extends JobFact['name']> = Extract<JobFact, { name: Name }>;
type TimedOf<Name extends TimedLineFact['name']> = Extract<TimedLineFact, { name: Name }>;

/**
 * The job after something happened. What happened is only ever added, each under its identity, and everything shown
 * follows from the whole: so the order does not matter, a repeat changes nothing (the very same job is given back), and
 * what belongs to an older revision or cut never moves the view back.
 */
export function shownAfter(job: ShownJob, fact: JobFact): ShownJob {
  const facts = recorded(job, fact);
  if (facts === job) return job;
  const next = settled(thinned(facts));
  return isDeepStrictEqual(next, job) ? job : next;
}

function recorded(job: ShownJob, fact: JobFact): JobFacts {
  switch (fact.name) {
    case 'JobRejected':
      return timed({ ...job, rejected: fact.data }, timeKey('rejected', 1), fact.at);
    case 'ScenesPlanned':
      return planned(job, fact);
    case 'SceneRendered':
    case 'SceneFailed':
      return withTake(job, takeOf(fact));
    case 'JobHeld':
      return timed({ ...job, held: newest(job.held, fact.data) }, timeKey('held', fact.data.cut), fact.at);
    case 'JobFailed':
      return timed(
        { ...job, failed: newest(job.failed, fact.data) },
        timeKey('failed', fact.data.cut),
        fact.at,
      );
    case 'JobCancelled':
      return timed(
        { ...job, cancelled: newest(job.cancelled, fact.data) },
        timeKey('cancelled', fact.data.cut),
        fact.at,
      );
    case 'FilmStitched':
      return timed(
        { ...job, film: newest(job.film, fact.data) },
        timeKey('stitched', fact.data.cut),
        fact.at,
      );
    case 'Approved': {
      const approvedRevision = Math.max(job.approvedRevision ?? 0, fact.revision);
      return timed({ ...job, approvedRevision }, timeKey('approved', fact.revision), fact.at);
    }
    case 'ChangeAsked':
      return changeAsked(job, fact.change);
    case 'DeliveryBegun':
      return deliveryBegun(job, fact);
    case 'DeliveryUnsent':
      return deliveryUnsent(job, fact);
    case 'FilmBrought':
      return timed(withFilm(job, fact.film), timeKey('delivered', fact.film.cut), fact.at);
    case 'ClipBegun':
    case 'ClipShown':
      return clipSent(job, fact);
  }
}

function planned(job: ShownJob, { data, at }: TimedOf<'ScenesPlanned'>): JobFacts {
  const { revision, cut, warnings } = data;
  const refused = warnings.some(({ code }) => code === 'edit-refused');
  const answers = { ...job.answers, [revision]: { cut, refused } };
  const plan = (job.plan?.revision ?? 0) >= revision ? job.plan : data;
  return timed({ ...job, answers, ...(plan && { plan }) }, timeKey('planned', revision), at);
}

/** Of two wishes for one revision the first counts; but a change is of a job at rest, where an edit was not heard. */
function changeAsked(job: ShownJob, asked: ShownChange): JobFacts {
  const { revision } = asked;
  const known = job.changes[revision];
  if (known && (known.change !== undefined || asked.change === undefined)) return job;
  return { ...job, changes: { ...job.changes, [revision]: asked } };
}

/** Of two that were said of different cuts the later; of the same cut the first that was heard: it is said once. */
function newest<Said extends { readonly cut: number }>(known: Said | undefined, said: Said): Said {
  return known && known.cut >= said.cut ? known : said;
}

function timed(job: JobFacts, key: string, at: string): JobFacts {
  const known = job.times[key];
  return known !== undefined && known <= at ? job : { ...job, times: { ...job.times, [key]: at } };
}

function takeOf(fact: TimedOf<'SceneRendered' | 'SceneFailed'>): ShownTake {
  const { at } = fact;
  const { scene, take, costUsd } = fact.data;
  if (fact.name === 'SceneFailed') {
    const { code, retakeMayHelp } = fact.data;
    return { outcome: 'failed', scene, take, costUsd, code, retakeMayHelp, at };
  }
  const { clip, thumbnail, model, providerSeconds } = fact.data;
  const { seconds, width, height } = fact.data.facts;
  const made = { clip, thumbnail, model, providerSeconds, seconds, width, height };
  return { outcome: 'rendered', scene, take, costUsd, ...made, at };
}

/** A take has one outcome; when a service gave it up and its clip came all the same, there is a clip. It is billed at the highest figure. */
function withTake(job: ShownJob, take: ShownTake): JobFacts {
  const known = job.takes[takeKey(take)];
  const stands = known && (known.outcome === take.outcome || known.outcome !== 'failed') ? known : take;
  const costUsd = Math.max(known?.costUsd ?? 0, take.costUsd);
  return { ...job, takes: { ...job.takes, [takeKey(take)]: { ...stands, costUsd } } };
}

function deliveryBegun(job: ShownJob, { cut, tries }: FactOf<'DeliveryBegun'>): JobFacts {
  const known = job.delivering;
  if (known && (known.cut > cut || (known.cut === cut && known.tries >= tries))) return job;
  const unsent = known?.cut === cut ? known.unsent : undefined;
  return { ...job, delivering: { cut, tries, ...(unsent && { unsent }) } };
}

function deliveryUnsent(job: ShownJob, { cut, tries }: FactOf<'DeliveryUnsent'>): JobFacts {
  const known = job.delivering;
  if (known?.cut !== cut || known.unsent?.includes(tries)) return job;
  return { ...job, delivering: { ...known, unsent: [...(known.unsent ?? []), tries] } };
}

/** A film that was brought twice is known by the later message. */
function withFilm(job: ShownJob, film: DeliveredFilm): JobFacts {
  const known = job.delivered.find(({ cut }) => cut === film.cut);
  if (known && (known.messageId ?? 0) >= (film.messageId ?? 0)) return job;
  const others = job.delivered.filter(({ cut }) => cut !== film.cut);
  return { ...job, delivered: [...others, film].sort((one, other) => one.cut - other.cut) };
}

function clipSent(job: ShownJob, fact: FactOf<'ClipBegun' | 'ClipShown'>): JobFacts {
  const key = takeKey(fact);
  const known = job.clips[key];
  const tries = Math.max(known?.tries ?? 0, fact.name === 'ClipBegun' ? fact.tries : 0);
  const triedAt = known && known.triedAt > fact.at ? known.triedAt : fact.at;
  const shown = (known?.shown ?? false) || fact.name === 'ClipShown';
  return { ...job, clips: { ...job.clips, [key]: { tries, triedAt, shown } } };
}
