import type { FilmFiles } from './files.js';
import type { FilmSummary, SeamSummary } from './summary.js';
import { count, dollars } from './words.js';
import { wordAdaptation, wordWarning } from './wording.js';

const figure = (number: number | null, digits: number): string =>
  number === null ? 'not measured' : number.toFixed(digits);

function seamText({ after, scene, kind, ssim }: SeamSummary): string {
  return `${after}→${scene} ${figure(ssim, 3)}${kind === 'cut' ? ' (cut)' : ''}`;
}

function scenesText({ scenes, beats }: FilmSummary): string {
  return beats === scenes ? count(scenes, 'scene') : `${count(beats, 'scene')} in ${count(scenes, 'shot')}`;
}

function lines(label: string, items: readonly string[]): string[] {
  return items.map((item) => `${label.padEnd(9)}${item}`);
}

/** What the person reads when the film is there. */
export function summaryText(
  summary: FilmSummary,
  about: { readonly files: FilmFiles; readonly moneySpent: boolean },
): string {
  const { seconds, width, height, wallSeconds, providerSeconds, overheadSeconds } = summary;
  const seams = summary.seams.map(seamText).join(', ');
  const note = about.moneySpent ? '' : ' (sandbox: no money was spent)';
  return [
    ...lines('film', [about.files.film]),
    ...lines('sheet', [about.files.contactSheet]),
    ...lines('summary', [about.files.summary]),
    ...lines('length', [`${seconds.toFixed(1)} s, ${scenesText(summary)}, ${width ?? '?'}x${height ?? '?'}`]),
    ...lines('cost', [`${dollars(summary.costUsd)}${note}`]),
    ...lines('seams', seams === '' ? [] : [`similarity ${seams}`]),
    ...lines('time', [
      `${wallSeconds.toFixed(1)} s: provider ${providerSeconds.toFixed(1)} s, own ${overheadSeconds.toFixed(1)} s`,
    ]),
    ...lines('changed', summary.adaptations.map(wordAdaptation)),
    ...lines('warning', summary.warnings.map(wordWarning)),
  ].join('\n');
}
