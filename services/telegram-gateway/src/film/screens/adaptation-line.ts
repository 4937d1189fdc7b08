import type { Adaptation, ModelCatalogue } from '@kinoline/contracts';
import { modelName } from '../../catalogue/model-name.js';
import type { WordArguments, Words } from '../../words/words.js';
import { qualityName } from '../../catalogue/quality-name.js';

/** What is made otherwise than it was chosen, one line of HTML each. */
export function adaptationLine(adaptation: Adaptation, words: Words, catalogue: ModelCatalogue): string {
  switch (adaptation.kind) {
    case 'model-replaced':
      return words.html('film-adapted-model', {
        asked: modelName(adaptation.asked, catalogue),
        given: modelName(adaptation.given, catalogue),
      });
    case 'seconds-changed':
      return words.html('film-adapted-seconds', { asked: adaptation.asked, given: adaptation.given });
    case 'split-into-shots':
      return words.html('film-adapted-shots', {
        shots: adaptation.seconds.length,
        seconds: adaptation.seconds.join(' + '),
      });
    case 'cropped':
      return words.html('film-adapted-cropped', { asked: adaptation.asked, rendered: adaptation.rendered });
    case 'upscaled':
      return words.html('film-adapted-upscaled', sizes(adaptation));
    case 'downscaled':
      return words.html('film-adapted-downscaled', sizes(adaptation));
    case 'sound-missing':
      return words.html('film-adapted-mute');
    case 'sound-removed':
      return words.html('film-adapted-muted');
    case 'prompt-shortened':
      return words.html('storyboard-text-shortened', { given: adaptation.given });
    case 'start-image-unsupported':
      return words.html('film-adapted-cuts');
  }
}

function sizes({ asked, rendered }: { readonly asked: string; readonly rendered: string }): WordArguments {
  return { asked: qualityName(asked), rendered: qualityName(rendered) };
}
