import {
  estimateOf,
  type ModelCard,
  planShots,
  resolveModel,
  roundUsd,
  scenePromptMaxCharacters,
  type Storyboard,
} from '@kinoline/contracts';
import { type SceneLength, sceneLengths } from '../film/lengths.js';
import { dollars } from '../words/figures.js';
import type { Beat } from './beats.js';
import type { Board } from './board.js';
import { edited, type Edit } from './edits.js';

type Terms = Pick<Board, 'plan' | 'catalogue' | 'now'>;

/** The model that makes a scene; undefined: none is left. */
export function cardOf({ plan, catalogue, now }: Terms, beat?: Beat): ModelCard | undefined {
  return resolveModel(catalogue, beat?.shots[0].model ?? plan.settings.model, now)?.card;
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

/** Longest text of a scene, in characters. */
export function textMaxCharacters(card: ModelCard | undefined): number {
  return Math.min(scenePromptMaxCharacters, card?.promptMaxCharacters ?? scenePromptMaxCharacters);
}

/** Price of one take of every shot, in US dollars; undefined: a model is gone. */
export function priceUsd({ plan, catalogue, now }: Terms, { scenes }: Storyboard): number | undefined {
  const prices = scenes.map(({ model, seconds }) => {
    const card = resolveModel(catalogue, model ?? plan.settings.model, now)?.card;
    return card && estimateOf(card, plan.settings, [seconds], now).costUsd;
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
