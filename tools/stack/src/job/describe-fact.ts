import { type MediaRef, messages } from '@kinoline/contracts';
import { count, dollars } from '../film/words.js';
import { wordJobFailure, wordRejection, wordSceneFailure } from '../film/wording.js';
import type { Fact, FactOf } from '../history/fact.js';
import { describeChange } from './describe-change.js';

/** A file's size as people read it: `812 kB`, `3.2 MB`. */
export function fileSize(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const file = ({ key, bytes }: MediaRef): string => `${key} (${fileSize(bytes)})`;

function seamText({ measure, kind }: FactOf<'SceneRendered'>['data']['seam']): string {
  if (measure === undefined) return kind;
  return `${kind} ${measure.ssim.toFixed(3)}, colour ${measure.colourDistance.toFixed(1)}`;
}

/** What a fact says besides its identity, in a few words. */
export function describeFact(fact: Fact): string {
  switch (fact.name) {
    case 'JobRequested':
      return `“${fact.data.prompt}”`;
    case 'JobRejected':
      return wordRejection(fact.data);
    case 'ScenesPlanned': {
      const { storyboard, estimate, plannedBy, cut } = fact.data;
      const which = cut === 1 ? '' : `cut ${cut}: `;
      return `${which}${count(storyboard.scenes.length, 'scene')}, ${estimate.filmSeconds} s, about ${dollars(estimate.costUsd)}, by ${plannedBy.planner}`;
    }
    case 'SceneRequested':
      return `${fact.data.planned.seconds} s, ${fact.data.planned.seam}${fact.data.startFrame ? ', with a start frame' : ''}`;
    case 'ClipGenerated': {
      const { costUsd, providerSeconds, predictionId, clip } = fact.data;
      return `${dollars(costUsd)}, provider ${providerSeconds.toFixed(1)} s, prediction ${predictionId}, ${file(clip)}`;
    }
    case 'SceneRendered': {
      const { facts, seam } = fact.data;
      return `${facts.seconds.toFixed(2)} s, ${facts.width}x${facts.height}, seam ${seamText(seam)}`;
    }
    case 'SceneFailed':
      return `${wordSceneFailure(fact.data.code)}, ${dollars(fact.data.costUsd)} (${fact.data.detail})`;
    case 'FilmRequested':
      return count(fact.data.clips.length, 'clip');
    case 'FilmStitched': {
      const { facts, film, conformed, smaller } = fact.data;
      const how = conformed.length === 0 ? 'all copied' : `re-encoded: scenes ${conformed.join(', ')}`;
      const copy = smaller ? `, smaller ${smaller.width}x${smaller.height}, ${file(smaller.film)}` : '';
      return `${facts.seconds.toFixed(2)} s, ${facts.width}x${facts.height}, ${how}, ${file(film)}${copy}`;
    }
    case 'FilmFailed':
      return `${fact.data.code} (${fact.data.detail})`;
    case 'JobHeld':
      return describeHold(fact.data);
    case 'ChangeRequested':
      return describeChange(fact.data.change);
    case 'JobDelivered':
      return `by ${fact.data.by}, ${file(fact.data.film)}`;
    case 'JobFailed':
      return wordJobFailure(fact.data);
    case 'JobCancelled':
      return `by ${fact.data.by}`;
    case 'KeyframeRendered':
      return `${dollars(fact.data.costUsd)}, ${file(fact.data.still)}`;
    case 'KeyframeRequested':
    case 'StoryboardApproved':
    case 'StoryboardEdited':
      return '';
  }
}

function describeHold({ scene, take, code, missing, costUsd, detail }: FactOf<'JobHeld'>['data']): string {
  const open = `${count(missing.length, 'scene')} missing`;
  return `scene ${scene} take ${take} ${wordSceneFailure(code)}, ${open}, ${dollars(costUsd)} so far (${detail})`;
}

/** The identity of a fact inside its job: `scene 2 take 1`, `revision 1`, `cut 1`. */
export function identityOf({ name, data }: Fact): string {
  const fields: Readonly<Record<string, unknown>> = data;
  const identity = messages.find((message) => message.name === name)?.identity ?? [];
  return identity
    .filter((field) => field !== 'jobId')
    .map((field) => `${field} ${String(fields[field])}`)
    .join(' ');
}
