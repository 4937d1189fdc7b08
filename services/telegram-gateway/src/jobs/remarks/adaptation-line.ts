import type { Adaptation, ModelCatalogue } from '@kinoline/contracts';
import { modelName } from '../../catalogue/model-name.js';
import { qualityName } from '../../catalogue/quality-name.js';
import type { WordArguments, Words } from '../../words/words.js';

/** What is made otherwise than it was asked for, in one line of HTML: said the same way before, while and after it is. */
export function adaptationLine(adaptation: Adaptation, words: Words, catalogue: ModelCatalogue): string {
  switch (adaptation.kind) {
    case 'model-replaced':
      return words.html('remark-model-replaced', {
        asked: modelName(adaptation.asked, catalogue),
        given: modelName(adaptation.given, catalogue),
      });
    case 'seconds-changed':
      return words.html('remark-seconds-changed', { asked: adaptation.asked, given: adaptation.given });
    case 'split-into-shots':
      return words.html('remark-split-into-shots', {
        shots: adaptation.seconds.length,
        seconds: adaptation.seconds.join(' + '),
      });
    case 'cropped':
      return words.html('remark-cropped', { asked: adaptation.asked, rendered: adaptation.rendered });
    case 'upscaled':
      return words.html('remark-upscaled', sizes(adaptation));
    case 'downscaled':
      return words.html('remark-downscaled', sizes(adaptation));
    case 'sound-missing':
      return words.html('remark-sound-missing');
    case 'sound-removed':
      return words.html('remark-sound-removed');
    case 'prompt-shortened':
      return words.html('remark-prompt-shortened', { given: adaptation.given });
    case 'start-image-unsupported':
      return words.html('remark-start-image-unsupported');
  }
}

function sizes({ asked, rendered }: { readonly asked: string; readonly rendered: string }): WordArguments {
  return { asked: qualityName(asked), rendered: qualityName(rendered) };
}
