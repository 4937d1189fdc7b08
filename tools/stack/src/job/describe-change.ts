import type { Change } from '@kinoline/contracts';
import { count, shortened } from '../film/words.js';

const list = (scenes: readonly number[]): string =>
  `${scenes.length === 1 ? 'scene' : 'scenes'} ${scenes.join(', ')}`;

/** What a person wants changed, in a few words. */
export function describeChange(change: Change): string {
  switch (change.kind) {
    case 'retake':
      return `new takes: ${change.scenes.map(describeRetake).join(', ')}`;
    case 'leave-out':
      return `without ${list(change.scenes)}`;
    case 'keep':
      return `keeping ${list(change.scenes)} as it was`;
    case 'finish':
      return 'the film of what there is';
    case 'resume':
      return 'what is missing once more';
    case 'extend':
      return `${count(change.scenes, 'scene')} more: “${shortened(change.prompt, 200)}”`;
  }
}

function describeRetake({
  scene,
  prompt,
  model,
}: Extract<Change, { kind: 'retake' }>['scenes'][number]): string {
  const how = [
    ...(prompt === undefined ? [] : [`“${shortened(prompt, 200)}”`]),
    ...(model === undefined ? [] : [`by ${model}`]),
  ];
  return `scene ${scene}${how.length === 0 ? '' : ` (${how.join(' ')})`}`;
}
