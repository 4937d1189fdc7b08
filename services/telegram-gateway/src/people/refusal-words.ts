import { dollars } from '../words/figures.js';
import type { WordArguments, Words } from '../words/words.js';
import type { QuotaRefusal } from './quotas.js';

/**
 * Why a film may not begin (or go on) now and what to do, in the person's words. Short enough for a toast, without
 * markup; `html` and `plain` differ only in how they are escaped.
 */
export function refusalText(refusal: QuotaRefusal, words: Words, as: 'html' | 'plain'): string {
  const [id, args] = refusalWords(refusal);
  return words[as](id, args);
}

function refusalWords(refusal: QuotaRefusal): readonly [string, WordArguments] {
  switch (refusal.because) {
    case 'jobs-at-once':
    case 'jobs-a-day':
      return [`people-refused-${refusal.because}`, { of: refusal.of, limit: refusal.limit }];
    case 'job':
      return ['people-refused-job', { limit: dollars(refusal.limitUsd) }];
    case 'person-day':
    case 'everyone-day':
    case 'film': {
      const { leftUsd, limitUsd } = refusal;
      return [`people-refused-${refusal.because}`, { left: dollars(leftUsd), limit: dollars(limitUsd) }];
    }
  }
}
