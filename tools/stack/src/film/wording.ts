import type {
  Adaptation,
  DataOf,
  JobFailed,
  JobRejected,
  SceneFailureCode,
  Warning,
} from '@kinoline/contracts';

/**
 * Every sentence a person reads about how a film turned out, in English. The messages carry data only; the chat has
 * its own texts.
 */

const list = (numbers: readonly number[]): string => numbers.join(' + ');

/** What was changed because the model cannot do what was asked. */
export function wordAdaptation(adaptation: Adaptation): string {
  switch (adaptation.kind) {
    case 'model-replaced':
      return `${adaptation.asked} is ${adaptation.because}: ${adaptation.given} was used`;
    case 'seconds-changed':
      return `scenes of ${adaptation.given} s instead of ${adaptation.asked} s: the model has no other length`;
    case 'split-into-shots':
      return `each scene was made of shots of ${list(adaptation.seconds)} s`;
    case 'cropped':
      return `rendered ${adaptation.rendered} and cropped to ${adaptation.asked}`;
    case 'upscaled':
      return `upscaled from ${size(adaptation.rendered)} to ${size(adaptation.asked)}`;
    case 'downscaled':
      return `rendered ${size(adaptation.rendered)} and scaled down to ${size(adaptation.asked)}`;
    case 'sound-missing':
      return 'the model has no sound: the film has a silent track';
    case 'sound-removed':
      return 'the model always makes sound: it was taken out';
    case 'prompt-shortened':
      return `a scene's prompt was shortened from ${adaptation.asked} to ${adaptation.given} characters`;
    case 'start-image-unsupported':
      return 'the model takes no start image: scenes could not continue each other';
  }
}

const size = (quality: string): string => (quality === '4k' ? '4K' : quality);

/** Something the person should know although there is a film. */
export function wordWarning({ code, scene, detail }: Warning): string {
  const which = scene === undefined ? 'a scene' : `scene ${scene}`;
  return `${sentenceOf(code, which)}${detail === '' ? '' : ` (${detail})`}`;
}

function sentenceOf(code: Warning['code'], which: string): string {
  switch (code) {
    case 'planned-by-rules':
      return 'no language model answered: the prompt was split into scenes by rules';
    case 'not-connected':
      return 'the scenes were not written to flow into each other';
    case 'scene-not-rewritten':
      return `${which} keeps its first text`;
    case 'edit-refused':
      return 'the edit of the storyboard was not taken over';
    case 'scene-missing':
      return `${which} could not be made and is missing from the film`;
    case 'clip-left-out':
      return `the clip of ${which} was damaged and is left out of the film`;
    case 'length-differs':
      return 'the film has another length than planned';
    case 'take-lost':
      return `a take of ${which} was or may have been charged and gave no clip`;
    case 'older-take-kept':
      return `${which} could not be made again: the film has the take it had before`;
  }
}

/** Why one take of a scene gave no clip. */
export function wordSceneFailure(code: SceneFailureCode): string {
  const words: Record<SceneFailureCode, string> = {
    moderated: 'refused by the provider’s moderation',
    'provider-refused': 'the provider refused the request',
    'provider-unauthorised': 'the provider refused the token or the account has no credit',
    'provider-failed': 'failed at the provider',
    'provider-timeout': 'did not end in time',
    ambiguous: 'it is unknown whether it was made; it is not asked for again',
    'over-budget': 'it would exceed the budget',
    cancelled: 'cancelled',
    'clip-damaged': 'the provider’s file is damaged',
    'output-lost': 'the file could not be fetched from the provider any more',
    'tool-failed': 'the file arrived, but could not be checked here; it stays in the store',
  };
  return words[code];
}

/** Why there is no film, and what to do. */
export function wordJobFailure({ code, detail }: Pick<DataOf<typeof JobFailed>, 'code' | 'detail'>): string {
  const advice: Record<DataOf<typeof JobFailed>['code'], string> = {
    'no-scene-rendered': 'no scene could be made: change the prompt and try again',
    'over-budget': 'the film would exceed the budget: raise --budget or make it shorter',
    'provider-unauthorised':
      'Replicate refused the token or has no credit: check REPLICATE_API_TOKEN and the account',
    'film-failed': 'the scenes could not be joined',
    'planning-failed': 'the prompt could not be planned',
  };
  return `no film: ${advice[code]} (${detail})`;
}

/** Why the job was not taken on, and what to do. */
export function wordRejection({ code, detail }: Pick<DataOf<typeof JobRejected>, 'code' | 'detail'>): string {
  const advice: Record<DataOf<typeof JobRejected>['code'], string> = {
    'unknown-model': 'the model is not known',
    'mode-not-available': 'the mode is not built yet',
    'over-budget': 'it would exceed the budget: raise --budget or make it shorter',
    'bad-request': 'the request is not one a film can be made of',
  };
  return `not taken on: ${advice[code]} (${detail})`;
}
