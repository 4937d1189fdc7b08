import { type Answer, type LanguageModel, LanguageModelError } from '../language-model.js';

/** Stands in where no key is set: every question fails at once, so everything is planned by rules. */
export class NoLanguageModel implements LanguageModel {
  readonly name = 'none';

  ask(): Promise<Answer> {
    return Promise.reject(new LanguageModelError('missing', 'OPENAI_API_KEY is not set'));
  }
}
