import { excerpt } from '../../words/figures.js';
import type { Words } from '../../words/words.js';
import { sceneViews, type SceneView } from '../scene-views.js';
import type { ShownJob } from '../shown-job.js';

/** With many scenes each has less room, so that the message stays one that can be looked over. */
function charactersFor(scenes: number): number {
  if (scenes <= 6) return 70;
  return scenes <= 20 ? 45 : 24;
}

/** The scenes of the job, one line of HTML each. */
export function sceneLines(job: ShownJob, words: Words): string {
  const views = sceneViews(job);
  const most = charactersFor(views.length);
  return views.map((view) => sceneLine(view, most, words)).join('\n');
}

function sceneLine({ beat, text, state, take }: SceneView, most: number, words: Words): string {
  const args = { scene: beat, text: excerpt(text, most) };
  switch (state) {
    case 'ready':
      return words.html('job-scene-ready', args);
    case 'making':
      return take > 1
        ? words.html('job-scene-making-again', { ...args, take })
        : words.html('job-scene-making', args);
    case 'waiting':
      return words.html('job-scene-waiting', args);
    case 'failed':
      return words.html('job-scene-failed', args);
    case 'left-out':
      return words.html('job-scene-left-out', args);
  }
}
