import { Metrics } from '@kinoline/observability';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { connectQuestion } from './connecting/connect-question.js';
import { readConnection } from './connecting/read-connection.js';
import {
  addTokens,
  LANGUAGE_MODEL,
  type LanguageModel,
  LanguageModelError,
  type TokenUsage,
} from './language-model.js';
import type { Script, WrittenScene } from './script.js';
import { askForDrafts, type Drafts, type SplitOrder } from './splitting/ask-for-drafts.js';
import { splitByRules } from './splitting/rule-splitter.js';

/** Writes the film in words: by a language model in two calls, and by rules where that fails. */
@Injectable()
export class WriteScriptService {
  private readonly logger = new Logger(WriteScriptService.name);

  constructor(
    @Inject(LANGUAGE_MODEL) private readonly model: LanguageModel,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Always gives exactly as many scenes as asked for.
   *
   * @throws only the signal's reason when it was aborted
   */
  async write(order: SplitOrder, signal: AbortSignal): Promise<Script> {
    const script = await this.writeInWords(order, signal);
    this.count(script.usage);
    return script;
  }

  private async writeInWords(order: SplitOrder, signal: AbortSignal): Promise<Script> {
    try {
      const drafts = await askForDrafts(this.model, order, signal);
      return await this.connect(order, drafts, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof LanguageModelError)) throw error;
      this.tell('the prompt is split by rules', error);
      return byRules(order, error);
    }
  }

  private async connect(order: SplitOrder, { drafts, usage }: Drafts, signal: AbortSignal): Promise<Script> {
    const writtenBy = this.model.name;
    const connectOrder = { ...order, drafts };
    try {
      const answer = await this.model.ask(connectQuestion(connectOrder), signal);
      const total = addTokens(usage, answer.usage);
      const connection = readConnection(answer.json, connectOrder);
      if (connection) return { ...connection, writtenBy, usage: total, adaptations: [] };
      return { ...unconnected(drafts, 'the answer is not as asked'), writtenBy, usage: total };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof LanguageModelError)) throw error;
      this.tell('the scenes are not connected', error);
      return { ...unconnected(drafts, error.message), writtenBy, usage: addTokens(usage, error.usage) };
    }
  }

  private count({ inputTokens, outputTokens }: TokenUsage): void {
    const { name: model } = this.model;
    if (inputTokens > 0) this.metrics.llmTokens.add({ model, direction: 'input' }, inputTokens);
    if (outputTokens > 0) this.metrics.llmTokens.add({ model, direction: 'output' }, outputTokens);
  }

  /** A wrong key is the operator's to mend; a missing one is a choice. */
  private tell(consequence: string, { failure, message }: LanguageModelError): void {
    const line = `${consequence}: ${failure}: ${message}`;
    if (failure === 'missing') this.logger.debug(line);
    else if (failure === 'unauthorised' || failure === 'bad-request') this.logger.error(line);
    else this.logger.warn(line);
  }
}

/** Without the connector pass nobody knows which scenes go on in the same place. */
function unconnected(
  drafts: readonly string[],
  notConnected: string,
): Pick<Script, 'scenes' | 'notConnected' | 'adaptations'> {
  const scenes = drafts.map((draft): WrittenScene => ({ draft, prompt: draft, seam: 'cut' }));
  return { scenes, notConnected, adaptations: [] };
}

/** Rules follow the text in its order, so the scenes continue each other. */
function byRules(order: SplitOrder, error: LanguageModelError): Script {
  const drafts = splitByRules(order.prompt, order.scenes, order.maxCharacters);
  const scenes = drafts.map((draft): WrittenScene => ({ draft, prompt: draft, seam: 'continuous' }));
  const asked = order.prompt.length;
  const given = drafts.reduce((sum, { length }) => sum + length, 0);
  const tooLong = asked > order.scenes * order.maxCharacters;
  return {
    scenes,
    writtenBy: 'rules',
    usage: error.usage,
    byRules: `${error.failure}: ${error.message}`,
    adaptations: tooLong ? [{ kind: 'prompt-shortened', asked, given }] : [],
  };
}
