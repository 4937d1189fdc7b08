import {
  type Adaptation,
  aspectSchema,
  chooseRendering,
  type JobSettings,
  pictureAdaptations,
  qualitySchema,
  soundAdaptations,
} from '@kinoline/contracts';
import type { Button, Screen } from '../../telegram/screen.js';
import { set } from '../make-move.js';
import type { Move } from '../move.js';
import { adaptationLine } from '../../jobs/remarks/adaptation-line.js';
import { qualityName } from '../../catalogue/quality-name.js';
import { rate } from './rate.js';
import { choice, type FilmView, leave, moveButton } from './view.js';

/** Sound, quality and shape on one screen; what the model cannot do is marked. */
export function lookScreen(view: FilmView): Screen {
  const { words, draft, offer, now, catalogue } = view;
  const { audio, quality, aspect } = draft.settings;
  const adapted = adaptationsOf(view, {}).map((each) => adaptationLine(each, words, catalogue));
  const lead = words.html('film-look-title', {
    model: offer.card.name,
    rate: rate(offer.card, audio, now),
  });
  const next = draft.changing ? 'summary' : 'prompt';
  return {
    html: [lead, ...adapted].join('\n'),
    rows: [
      [true, false].map((on) => toggle(view, { kind: 'sound', on }, audio === on)),
      qualitySchema.options.map((each) => toggle(view, { kind: 'quality', quality: each }, each === quality)),
      aspectSchema.options.map((each) => toggle(view, { kind: 'aspect', aspect: each }, each === aspect)),
      [moveButton(words.plain('film-look-done'), { kind: 'go', step: next })],
      leave(view),
    ],
  };
}

type Toggle = Extract<Move, { kind: 'sound' | 'quality' | 'aspect' }>;

function toggle(view: FilmView, move: Toggle, chosen: boolean): Button {
  const { words } = view;
  const mark = adaptationsOf(view, settingsOf(move))
    .map(markOf)
    .find((id) => marksOf[move.kind].has(id ?? ''));
  const label = labelOf(move, view);
  return choice(mark === undefined ? label : `${label} · ${words.plain(mark)}`, move, chosen);
}

function labelOf(move: Toggle, { words }: FilmView): string {
  switch (move.kind) {
    case 'sound':
      return words.plain(move.on ? 'film-look-sound' : 'film-look-silent');
    case 'quality':
      return qualityName(move.quality);
    case 'aspect':
      return move.aspect;
  }
}

function settingsOf(move: Toggle): Partial<JobSettings> {
  switch (move.kind) {
    case 'sound':
      return { audio: move.on };
    case 'quality':
      return { quality: move.quality };
    case 'aspect':
      return { aspect: move.aspect };
  }
}

function adaptationsOf({ offer: { card }, draft }: FilmView, wished: Partial<JobSettings>): Adaptation[] {
  const { settings } = set(draft, wished);
  return [
    ...pictureAdaptations(chooseRendering(card, settings), settings),
    ...soundAdaptations(card, settings.audio),
  ];
}

const marksOf: Readonly<Record<Toggle['kind'], ReadonlySet<string>>> = {
  sound: new Set(['film-mark-mute', 'film-mark-muted']),
  quality: new Set(['film-mark-upscaled']),
  aspect: new Set(['film-mark-cropped']),
};

function markOf({ kind }: Adaptation): string | undefined {
  switch (kind) {
    case 'sound-missing':
      return 'film-mark-mute';
    case 'sound-removed':
      return 'film-mark-muted';
    case 'upscaled':
      return 'film-mark-upscaled';
    case 'cropped':
      return 'film-mark-cropped';
    // A smaller picture of a larger one loses nothing.
    case 'downscaled':
    case 'model-replaced':
    case 'seconds-changed':
    case 'split-into-shots':
    case 'prompt-shortened':
    case 'start-image-unsupported':
      return undefined;
  }
}
