import type { MediaRef, SceneFailureCode } from '@kinoline/contracts';
import type { Sent } from './take.js';

/** Why a take gives no clip, and what it cost. */
export interface Failure {
  readonly code: SceneFailureCode;
  /** For operators, in English; no secrets, no URLs. */
  readonly detail: string;
  readonly retakeMayHelp: boolean;
  /** `price`: count the whole price as spent; `nothing`: nothing was or will be charged. */
  readonly cost: 'price' | 'nothing';
}

/** Something that happened to a take. Times are milliseconds since 1970. */
export type Fact =
  /** The price does not fit a budget. */
  | { readonly kind: 'over-budget'; readonly detail: string }
  /** It can never be sent. */
  | { readonly kind: 'unsendable'; readonly failure: Failure }
  /** This sender is about to send the one request. */
  | { readonly kind: 'send-started'; readonly sender: string; readonly at: number; readonly sent: Sent }
  /** The provider did not create it and may later. */
  | { readonly kind: 'not-created'; readonly sender: string; readonly notBefore: number }
  /** The provider refused to create it. */
  | { readonly kind: 'refused'; readonly sender: string; readonly failure: Failure }
  /** The provider created it, or it was found at the provider. */
  | { readonly kind: 'created'; readonly predictionId: string; readonly at: number }
  /** It was looked for long enough. */
  | { readonly kind: 'never-found'; readonly detail: string }
  /** The prediction succeeded; `at`: when it ended. */
  | {
      readonly kind: 'succeeded';
      readonly output: string;
      readonly providerSeconds: number;
      readonly at: number;
    }
  /** The prediction ended without a clip, or its end will not be waited for. */
  | { readonly kind: 'ended'; readonly failure: Failure }
  /** The job was cancelled, or the prediction takes too long. */
  | { readonly kind: 'stop-wanted'; readonly because: 'cancelled' | 'provider-timeout'; readonly at: number }
  /** The provider was told to cancel. */
  | { readonly kind: 'cancel-sent' }
  /** The provider says that something happened. */
  | { readonly kind: 'nudged' }
  /** The file is in the store. */
  | { readonly kind: 'copied'; readonly clip: MediaRef }
  /** The file cannot be had. */
  | { readonly kind: 'copy-failed'; readonly failure: Failure };
