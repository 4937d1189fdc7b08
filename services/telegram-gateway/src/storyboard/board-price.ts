import {
  estimateOf,
  type ModelCard,
  planShots,
  roundUsd,
  scenePromptMaxCharacters,
  type Storyboard,
} from '@kinoline/contracts';
import { type SceneLength, sceneLengths } from '../film/lengths.js';
import { dollars } from '../words/figures.js';
import type { Beat } from '../jobs/beats.js';
import { cardOfShot } from '../jobs/shot-card.js';
import type { Board } from './board.js';
import { edited, type Edit } from './edits.js';

type Terms = Pick<Board, 'plan' | 'catalogue' | 'now'>;

/** The model that makes a scene; undefined: none is left. */
export function cardOf({ plan, ...models }: Terms, beat?: Beat): ModelCard | undefined {
  return cardOfShot(beat?.shots[0], plan, models);
}

/** Whether a scene would not be made by the model it was planned for, but by one that takes its place, or by none. */
export function isModelGone({ plan, ...models }: Terms): boolean {
  const { storyboard, settings } = plan;
  return storyboard.scenes.some(
    (shot) => cardOfShot(shot, plan, models)?.id !== (shot.model ?? settings.model),
  );
}

/** Lengths of the shots of a scene of so many seconds; missing: as the person ordered all scenes. */
export function shotsFor({ plan }: Terms, card: ModelCard, seconds?: number): readonly number[] {
  const { settings } = plan;
  return planShots(card, { ...settings, secondsPerScene: seconds ?? settings.secondsPerScene }).seconds;
}

/** The lengths that a scene can have. */
export function lengthsFor({ plan }: Terms, card: ModelCard): readonly SceneLength[] {
  return sceneLengths(card, plan.settings);
}

/** Price of one take of every shot, in US dollars; undefined: a model is gone. */
export function priceUsd({ plan, ...models }: Terms, { scenes }: Storyboard): number | undefined {
  const prices = scenes.map((shot) => {
    const card = cardOfShot(shot, plan, models);
    return card && estimateOf(card, plan.settings, [shot.seconds], models.now).costUsd;
  });
  if (!prices.every((price) => price !== undefined)) return undefined;
  return roundUsd(prices.reduce((sum, price) => sum + price, 0));
}

/** What an edit does to the price, as it stands on a button: `+$0.60`, `−$1.20`; empty when it does nothing. */
export function priceMark(terms: Terms, edit: Edit): string {
  const { storyboard } = terms.plan;
  const after = edited(storyboard, edit, scenePromptMaxCharacters);
  const [before, then] = [
    priceUsd(terms, storyboard),
    typeof after === 'string' ? undefined : priceUsd(terms, after),
  ];
  if (before === undefined || then === undefined || before === then) return '';
  return ` ${then > before ? '+' : '−'}${dollars(roundUsd(Math.abs(then - before)))}`;
}
