import { isOffered, type JobSettings, type ModelCatalogue } from '@kinoline/contracts';
import { omit } from 'es-toolkit/object';
import { answerAside } from './aside.js';
import type { Draft } from '../conversation/draft.js';
import type { Move } from './move.js';
import { goOn, goTo } from './steps.js';

/** The draft after a tap. A model that is not offered changes nothing. */
export function makeMove(draft: Draft, move: Move, catalogue: ModelCatalogue, on: Date): Draft {
  switch (move.kind) {
    case 'go':
      return goTo(draft, move.step);
    case 'change':
      return change(draft, move.step);
    case 'model': {
      const card = catalogue.get(move.model);
      return card && isOffered(card, on) ? goOn(set(draft, { model: card.id }), 'model') : draft;
    }
    case 'sound':
      return set(draft, { audio: move.on });
    case 'quality':
      return set(draft, { quality: move.quality });
    case 'aspect':
      return set(draft, { aspect: move.aspect });
    case 'seconds':
      return goOn(set(draft, { secondsPerScene: move.seconds }), 'seconds');
    case 'scenes':
      return goOn(set(draft, { scenes: move.scenes }), 'scenes');
    case 'aside':
      return answerAside(draft, move.answer);
    case 'no-picture':
      return omit(draft, ['picture']);
  }
}

/** The draft with other settings. */
export function set(draft: Draft, settings: Partial<JobSettings>): Draft {
  return { ...draft, settings: { ...draft.settings, ...settings } };
}

function change(draft: Draft, step: Draft['step']): Draft {
  const gone = goTo(draft, step);
  return { ...gone, changing: gone.step !== 'summary' && gone.prompt !== undefined };
}
