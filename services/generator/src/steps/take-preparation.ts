import {
  type MediaRef,
  modelInput,
  resolveModel,
  type ModelCard,
  type ModelCatalogue,
} from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { type GeneratorSettings, SETTINGS } from '../config.js';
import { type CallOptions, CATALOGUE, ProviderError } from '../ports.js';
import { wordsOf } from '../prediction/match.js';
import { askedModelOf } from '../take/asked-model.js';
import type { Failure } from '../take/fact.js';
import type { Intent, Sent } from '../take/take.js';
import { takeKeyOf, webhookTokenOf } from '../take/take-key.js';
import { PictureAddress } from './picture-address.js';

/** Everything the one request needs. */
export interface Prepared {
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  readonly sent: Sent;
}

/** Turns an intent into the exact inputs of its model; everything here may be repeated for nothing. */
@Injectable()
export class TakePreparation {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    @Inject(SETTINGS) private readonly settings: Pick<GeneratorSettings, 'publicWebhookUrl'>,
    private readonly pictures: PictureAddress,
  ) {}

  /** @throws what store or provider throw when a later try may work */
  async prepare(intent: Intent, options: CallOptions): Promise<Prepared | { readonly failure: Failure }> {
    const model = askedModelOf(intent.request);
    const resolved = resolveModel(this.catalogue, model, new Date(intent.at));
    if (!resolved) return { failure: unsendable(`there is no model card ${model}`) };
    try {
      return await this.prepareFor(resolved.card, intent, [...resolved.adaptations], options);
    } catch (error) {
      const failure = failureOf(error);
      if (failure) return { failure };
      throw error;
    }
  }

  private async prepareFor(
    card: ModelCard,
    intent: Intent,
    adaptations: Sent['adaptations'],
    options: CallOptions,
  ): Promise<Prepared> {
    const { request } = intent;
    const { startImage, endImage } = card.inputs;
    const pictures = [startImage, endImage].filter((name) => name !== undefined);
    const made = modelInput(card, {
      settings: request.settings,
      prompt: request.planned.prompt,
      seconds: request.planned.seconds,
      ...(await this.picture('startImage', request.startFrame, startImage, options)),
      ...(await this.picture('endImage', request.endFrame, endImage, options)),
    });
    return {
      inputs: made.inputs,
      sent: {
        model: card.model,
        inputs: wordsOf(made.inputs, pictures),
        pictures,
        ...this.webhookOf(intent),
        adaptations: [...adaptations, ...made.adaptations],
      },
    };
  }

  /** Where the model has no such input nothing is uploaded; the word alone lets the card say what is left out. */
  private async picture<Word extends string>(
    word: Word,
    frame: MediaRef | undefined,
    input: string | undefined,
    options: CallOptions,
  ): Promise<Partial<Record<Word, string>>> {
    if (!frame) return {};
    const address = input === undefined ? frame.key : await this.pictures.of(frame, options);
    return { [word]: address } as Partial<Record<Word, string>>;
  }

  private webhookOf({ request, token }: Intent): Pick<Sent, 'webhook'> {
    const { publicWebhookUrl } = this.settings;
    if (publicWebhookUrl === undefined) return {};
    const name = webhookTokenOf(takeKeyOf(request), token);
    return { webhook: `${publicWebhookUrl.replace(/\/+$/, '')}/webhooks/replicate/${name}` };
  }
}

function unsendable(detail: string): Failure {
  return { code: 'provider-refused', detail, retakeMayHelp: false, cost: 'nothing' };
}

/** Whether the error means that no later try will work. */
function failureOf(error: unknown): Failure | undefined {
  if (error instanceof ProviderError && error.reason === 'unauthorised') {
    return { code: 'provider-unauthorised', detail: error.message, retakeMayHelp: false, cost: 'nothing' };
  }
  if (error instanceof Error && 'retryable' in error && error.retryable === false) {
    return unsendable(`a start or end picture cannot be sent: ${error.message}`);
  }
  return undefined;
}
