import { isOffered } from '@kinoline/contracts';
import { textMaxCharacters } from '../../jobs/shot-card.js';
import type { DialogContext } from './dialog.js';
import type { RetakeDraft } from './film-change.js';
import {
  cardOf,
  chooseScreen,
  modelsScreen,
  type SceneDraft,
  sceneScreen,
  writeScreen,
} from './shoot-screens.js';
import type { ShownStep } from './step.js';

/**
 * The next step of choosing what is shot again. An action that means nothing here shows the present choice.
 *
 * @param value - the scene, the model, or the text that came
 */
export function retakeStep(
  context: DialogContext,
  draft: RetakeDraft,
  action: string,
  value: string | undefined,
): ShownStep {
  const beats = new Set(context.plan.storyboard.scenes.map(({ beat }) => beat));
  const [only] = beats;
  if (action === 'scene' && beats.has(Number(value))) return whole(context, fresh(Number(value)));
  if (action === 'begin' && beats.size === 1 && only !== undefined) return whole(context, fresh(only));
  const { beat } = draft;
  if (beat === undefined || !beats.has(beat) || action === 'scenes') {
    return { kind: 'show', what: { kind: 'retake', following: false }, screen: chooseScreen(context) };
  }
  return sceneStep(context, { ...draft, beat }, action, value);
}

function fresh(beat: number): SceneDraft {
  return { kind: 'retake', beat, following: false };
}

function sceneStep(
  context: DialogContext,
  draft: SceneDraft,
  action: string,
  value: string | undefined,
): ShownStep {
  switch (action) {
    case 'write':
      return asked(context, draft);
    case 'text':
      return reworded(context, draft, value ?? '');
    case 'old':
      return whole(context, withoutWords(draft));
    case 'models':
      return { kind: 'show', what: draft, screen: modelsScreen(context, draft) };
    case 'model':
      return recast(context, draft, value ?? '');
    case 'following':
      return whole(context, { ...draft, following: true });
    case 'alone':
      return whole(context, { ...draft, following: false });
    default:
      return whole(context, draft);
  }
}

function withoutWords({ kind, beat, following, model }: SceneDraft): SceneDraft {
  return { kind, beat, following, ...(model !== undefined && { model }) };
}

/** The whole choice, or the question for another model when the chosen one is not to be had any more. */
function whole(context: DialogContext, draft: SceneDraft): ShownStep {
  const screen = sceneScreen(context, draft);
  return screen ? { kind: 'show', what: draft, screen } : otherModel(context, draft);
}

function asked(context: DialogContext, draft: SceneDraft, note?: string): ShownStep {
  const screen = writeScreen(context, draft);
  return { kind: 'show', what: draft, screen, awaiting: 'write', ...(note !== undefined && { note }) };
}

function reworded(context: DialogContext, draft: SceneDraft, prompt: string): ShownStep {
  const most = textMaxCharacters(cardOf(context, draft));
  if (prompt.length <= most) return whole(context, { ...draft, prompt });
  const filled = { characters: prompt.length, most };
  return asked(context, draft, context.words.html('text-too-long', filled));
}

function recast(context: DialogContext, draft: SceneDraft, model: string): ShownStep {
  const card = context.catalogue.get(model);
  return card && isOffered(card, context.now)
    ? whole(context, { ...draft, model: card.id })
    : otherModel(context, draft);
}

function otherModel(context: DialogContext, draft: SceneDraft): ShownStep {
  const note = context.words.html('model-gone');
  return { kind: 'show', what: draft, screen: modelsScreen(context, draft), note };
}
