import type { Adaptation } from '../adaptation.js';
import type { JobSettings } from '../settings.js';
import type { ModelCard } from './card.js';
import { chooseRendering, pictureAdaptations } from './rendering.js';

/** What is asked of a model for one scene, in our words. */
export interface ModelRequest {
  readonly settings: Pick<JobSettings, 'aspect' | 'quality' | 'audio'>;
  readonly prompt: string;
  /** One of the lengths that {@link planShots} gave for this card. */
  readonly seconds: number;
  /** Address or data URI of the picture the clip starts on. */
  readonly startImage?: string;
  /** Address or data URI of the picture the clip ends on; left out where the model cannot. */
  readonly endImage?: string;
}

/** The model's inputs, and what will come out. */
export interface ModelInput {
  /** Exactly what the provider is sent as `input`. */
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  readonly adaptations: readonly Adaptation[];
  readonly expected: {
    readonly width: number;
    readonly height: number;
    readonly seconds: number;
    readonly audio: boolean;
  };
}

/**
 * Turns our words into the inputs of a model and tells what had to be adapted. Never gives an input that the card
 * does not name; a length that the card does not allow becomes the nearest allowed one.
 */
export function modelInput(card: ModelCard, request: ModelRequest): ModelInput {
  const { settings } = request;
  const rendering = chooseRendering(card, settings);
  const seconds = nearest(rendering.seconds, request.seconds);
  const prompt = shorten(request.prompt, card.promptMaxCharacters);
  const { startImage, endImage } = card.inputs;
  return {
    inputs: {
      ...card.constants,
      ...rendering.inputs,
      [card.inputs.prompt]: prompt,
      [card.inputs.seconds]: seconds,
      ...(card.inputs.audio === undefined ? {} : { [card.inputs.audio]: settings.audio }),
      ...(startImage === undefined || request.startImage === undefined
        ? {}
        : { [startImage]: request.startImage }),
      ...(endImage === undefined || request.endImage === undefined ? {} : { [endImage]: request.endImage }),
    },
    adaptations: [
      ...pictureAdaptations(rendering, settings),
      ...soundAdaptations(card, settings.audio),
      ...(seconds === request.seconds
        ? []
        : [{ kind: 'seconds-changed', asked: request.seconds, given: seconds } as const]),
      ...(prompt.length === request.prompt.length
        ? []
        : [{ kind: 'prompt-shortened', asked: request.prompt.length, given: prompt.length } as const]),
      ...(request.startImage !== undefined && startImage === undefined
        ? [{ kind: 'start-image-unsupported' } as const]
        : []),
    ],
    expected: {
      width: rendering.width,
      height: rendering.height,
      seconds,
      audio: hasSound(card, settings.audio),
    },
  };
}

/** Whether a clip of this model has sound when the person wants it or not. */
export function hasSound(card: ModelCard, wanted: boolean): boolean {
  switch (card.sound) {
    case 'optional':
      return wanted;
    case 'always':
      return true;
    case 'never':
      return false;
  }
}

/** What happens to the sound because the model cannot do what was asked. */
export function soundAdaptations(card: ModelCard, wanted: boolean): Adaptation[] {
  if (hasSound(card, wanted) === wanted) return [];
  return wanted ? [{ kind: 'sound-missing' }] : [{ kind: 'sound-removed' }];
}

function nearest(allowed: readonly number[], asked: number): number {
  return allowed.reduce((best, each) => (Math.abs(each - asked) < Math.abs(best - asked) ? each : best));
}

/** Cuts at a word's end where there is one, and never inside a character. */
function shorten(prompt: string, maxCharacters: number): string {
  if (prompt.length <= maxCharacters) return prompt;
  const cut = prompt.slice(0, maxCharacters).replace(/[\uD800-\uDBFF]$/, '');
  const atWord = cut.replace(/\s+\S*$/, '');
  return atWord.length > maxCharacters / 2 ? atWord : cut;
}
