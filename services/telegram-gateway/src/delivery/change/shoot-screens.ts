import type { ModelCard } from '@kinoline/contracts';
import { offeredCards } from '../../catalogue/models.js';
import { type Beat, beatsOf, seamOf } from '../../jobs/beats.js';
import { type ChangeEstimate, estimateChange } from '../../jobs/changes/change-estimate.js';
import { newTextQuestion } from '../../jobs/screens/new-text-question.js';
import { cardOfShot } from '../../jobs/shot-card.js';
import { fitted } from '../../telegram/visible-length.js';
import { pressData } from '../../telegram/press-data.js';
import { type Button, inRows, type Screen } from '../../telegram/screen.js';
import { dollars, excerpt } from '../../words/figures.js';
import { backButton, button, cancelButton, cutTopic, type DialogContext } from './dialog.js';
import { type RetakeDraft, retakeOf } from './film-change.js';
import { moneyLines } from './money-lines.js';
import { orderButton } from './order-button.js';

/** A re-shoot whose scene is chosen. */
export type SceneDraft = RetakeDraft & { readonly beat: number };

const sceneButtonsInRow = 5;
const excerpts = [140, 90, 50, 30, 12] as const;

/** Which scene? */
export function chooseScreen({ job, plan, words }: DialogContext): Screen {
  const beats = beatsOf(plan.storyboard);
  const line = ({ beat, shots }: Beat, characters: number): string => {
    const filmed = job.film?.scenes.some(({ scene }) => shots.some((shot) => shot.scene === scene)) ?? true;
    const text = excerpt(shots[0].draft, characters);
    return words.html(filmed ? 'delivery-shoot-line' : 'delivery-shoot-line-missing', { scene: beat, text });
  };
  const scenes = beats.map(({ beat }): Button => ({
    label: String(beat),
    data: pressData(cutTopic, 'scene', beat),
  }));
  return {
    html: fitted(excerpts, (characters) =>
      [words.html('delivery-shoot-choose'), beats.map((beat) => line(beat, characters)).join('\n')].join(
        '\n\n',
      ),
    ),
    rows: [...inRows(scenes, sceneButtonsInRow), [cancelButton(words)]],
  };
}

/** What is shot again, how it joins its neighbours, and what it takes. */
export function sceneScreen(context: DialogContext, draft: SceneDraft): Screen | undefined {
  const { plan, words } = context;
  const beats = beatsOf(plan.storyboard);
  const at = beats.findIndex(({ beat }) => beat === draft.beat);
  const beat = beats[at];
  const estimate = estimateOfRetake(context, draft);
  const card = cardOf(context, draft);
  if (!beat || !estimate || !card) return undefined;
  const html = [
    words.html(draft.prompt === undefined ? 'delivery-shoot-scene' : 'delivery-shoot-new-text', {
      scene: draft.beat,
      scenes: beats.length,
      text: excerpt(draft.prompt ?? beat.shots[0].draft, 1_500),
    }),
    [
      words.html('delivery-shoot-model', { model: card.name, seconds: secondsOfBeat(context, draft) }),
      ...moneyLines(context, estimate),
    ].join('\n'),
    joins(context, draft, { beats, at, card }).join(' '),
  ];
  return { html: html.join('\n\n'), rows: sceneRows(context, draft, beats.length, estimate) };
}

/** Asks for other words; the present ones can be copied with a tap. */
export function writeScreen({ plan, words }: DialogContext, draft: SceneDraft): Screen {
  const now =
    draft.prompt ?? beatsOf(plan.storyboard).find(({ beat }) => beat === draft.beat)?.shots[0].draft;
  return {
    html: newTextQuestion(words, { scene: draft.beat, text: now ?? '' }),
    rows: [[backButton(words, 'back'), cancelButton(words)]],
  };
}

/** Which model? Each with what this re-shoot costs with it. */
export function modelsScreen(context: DialogContext, draft: SceneDraft): Screen {
  const { words, catalogue, now } = context;
  const present = cardOf(context, draft)?.id;
  const models = offeredCards(catalogue, now).flatMap((card) => {
    const estimate = estimateOfRetake(context, { ...draft, model: card.id });
    if (!estimate) return [];
    const filled = { model: card.name, price: dollars(estimate.costUsd) };
    const choice = button(words, 'model-at-price', ['model', card.id], filled);
    return [[card.id === present ? { ...choice, label: `✓ ${choice.label}` } : choice]];
  });
  const { beat, following } = draft;
  const last = beatsOf(context.plan.storyboard).at(-1)?.beat ?? beat;
  const html =
    following && last > beat
      ? words.html('delivery-shoot-models-following', { from: beat, to: last })
      : words.html('which-model', { scene: beat });
  return { html, rows: [...models, [backButton(words, 'back'), cancelButton(words)]] };
}

/** What the re-shoot takes; undefined when its model is gone. */
function estimateOfRetake(
  { job, plan, ...models }: DialogContext,
  draft: SceneDraft,
): ChangeEstimate | undefined {
  return estimateChange(job, plan, retakeOf(plan, draft.beat, draft), models);
}

/** The model that will shoot the scene. */
export function cardOf(
  { plan, ...models }: DialogContext,
  { beat, model }: SceneDraft,
): ModelCard | undefined {
  const shot = plan.storyboard.scenes.find((each) => each.beat === beat);
  return cardOfShot(model === undefined ? shot : { model }, plan, models);
}

function secondsOfBeat(context: DialogContext, draft: SceneDraft): number {
  return estimateOfRetake(context, { ...draft, following: false })?.seconds ?? 0;
}

/** What happens at both ends of what is shot again. */
function joins(
  { words }: DialogContext,
  { beat, following }: SceneDraft,
  { beats, at, card }: { readonly beats: readonly Beat[]; readonly at: number; readonly card: ModelCard },
): string[] {
  const [before, self, next] = [beats[at - 1], beats[at], beats[at + 1]];
  const last = beats.at(-1)?.beat ?? beat;
  const many = following && last > beat;
  const continues = before && self && seamOf(self) === 'continuous' && card.inputs.startImage !== undefined;
  const joinsNext = !many && next && seamOf(next) === 'continuous';
  const ending = card.inputs.endImage === undefined ? 'delivery-shoot-may-jump' : 'delivery-shoot-ends';
  return [
    many
      ? words.html('delivery-shoot-following', { from: beat, to: last })
      : words.html('delivery-shoot-only'),
    ...(continues
      ? [words.html('delivery-shoot-starts', { scene: before.beat, how: many ? 'many' : 'one' })]
      : []),
    ...(joinsNext ? [words.html(ending, { scene: next.beat })] : []),
  ];
}

function sceneRows(
  context: DialogContext,
  draft: SceneDraft,
  scenes: number,
  estimate: ChangeEstimate,
): Screen['rows'] {
  const { plan, words } = context;
  const { beat, following, prompt } = draft;
  const isLast = plan.storyboard.scenes.at(-1)?.beat === beat;
  return [
    [orderButton(context, 'delivery-shoot-do', draft, estimate)],
    [
      button(words, 'new-text', ['write']),
      ...(prompt === undefined ? [] : [button(words, 'delivery-shoot-old-text', ['old'])]),
    ],
    [button(words, 'other-model', ['models'])],
    ...(isLast
      ? []
      : [
          [
            following
              ? button(words, 'delivery-shoot-just-one', ['alone'])
              : button(words, 'delivery-shoot-and-following', ['following']),
          ],
        ]),
    [...(scenes > 1 ? [backButton(words, 'scenes')] : []), cancelButton(words)],
  ];
}
