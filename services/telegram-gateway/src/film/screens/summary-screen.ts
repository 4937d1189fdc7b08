import type { Standing } from '../../people/quotas.js';
import { todayLine } from '../../people/today.js';
import type { Words } from '../../words/words.js';
import { pressData } from '../../telegram/press-data.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { about, clock, dollars, excerpt } from '../../words/figures.js';
import { offerStamp } from '../offer-stamp.js';
import { filmTopicName, type Move } from '../move.js';
import { mostFor } from '../../jobs/promise.js';
import { adaptationLine } from '../../jobs/remarks/adaptation-line.js';
import { qualityName } from '../../catalogue/quality-name.js';
import { pictureLines } from './picture-lines.js';
import { type FilmView, leave, moveButton } from './view.js';

/** What else the card tells. */
export interface Circumstances {
  /** Where the person stands today. */
  readonly standing: Standing;
  /** Whether the storyboard is shown before anything is paid. */
  readonly approval: boolean;
}

/** The card: everything that was chosen, what comes of it and what it costs. */
export function summaryScreen(view: FilmView, { standing, approval }: Circumstances): Screen {
  const { words, draft, offer, catalogue } = view;
  return {
    html: [
      words.html('film-summary-title', { prompt: excerpt(draft.prompt ?? '', 700) }),
      ...choiceLines(view),
      ...pictureLines(view),
      ...offer.adaptations.map((each) => adaptationLine(each, words, catalogue)),
      '',
      ...moneyLines(view, standing),
      words.html('film-summary-wait', { wait: about(offer.estimate.waitSeconds, words) }),
      words.html(approval ? 'film-summary-storyboard' : 'film-summary-at-once'),
    ].join('\n'),
    rows: [[{ label: words.plain('film-accept'), data: acceptData(view) }], ...changes(view), leave(view)],
  };
}

function choiceLines({ words, draft, offer }: FilmView): string[] {
  const { audio, quality, aspect, scenes } = draft.settings;
  const { filmSeconds } = offer.estimate;
  const sounding = audio && offer.card.sound !== 'never';
  return [
    words.html('film-summary-model', { model: offer.card.name }),
    words.html(sounding ? 'film-summary-look-sound' : 'film-summary-look-silent', {
      quality: qualityName(quality),
      aspect,
    }),
    words.html('film-summary-scenes', {
      scenes,
      seconds: filmSeconds / scenes,
      length: clock(filmSeconds),
    }),
  ];
}

function moneyLines({ words, draft, offer }: FilmView, standing: Standing): string[] {
  const price = offer.estimate.costUsd;
  const most = mostFor(price, draft.mostUsd);
  return [
    words.html('film-summary-price', { price: dollars(price), most: dollars(most) }),
    ...(most < price ? [words.html('film-summary-over-most', { most: dollars(most) })] : []),
    ...todayLines(standing, price, words),
  ];
}

/** What is left today; to whom nothing limits, what they spent. */
function todayLines(standing: Standing, price: number, words: Words): string[] {
  const today = todayLine(standing, price, words);
  if (today !== undefined) return [today];
  const used = standing.spentUsd + standing.reservedUsd;
  return used > 0 ? [words.html('film-summary-used', { used: dollars(used) })] : [];
}

function acceptData({ draft, offer }: FilmView): string {
  return pressData(filmTopicName, 'accept', offerStamp(draft, offer));
}

function changes({ words, draft }: FilmView): Button[][] {
  const button = (label: string, step: Extract<Move, { kind: 'change' }>['step']): Button =>
    moveButton(words.plain(label), { kind: 'change', step });
  return [
    [button('film-change-model', 'model'), button('film-change-look', 'look')],
    [button('film-change-seconds', 'seconds'), button('film-change-scenes', 'scenes')],
    [
      button('film-change-prompt', 'prompt'),
      ...(draft.picture ? [moveButton(words.plain('film-drop-picture'), { kind: 'no-picture' })] : []),
    ],
  ];
}
