import { type Attributes, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import {
  type Answer,
  type LanguageModel,
  LanguageModelError,
  type Question,
  type TokenUsage,
} from '../language-model.js';
import { translateOpenAiError } from './openai-errors.js';

/** How to reach a service that speaks OpenAI's chat completions. */
export interface OpenAiSettings {
  readonly apiKey: string;
  /** OpenAI's own when absent. */
  readonly baseUrl?: string | undefined;
  readonly model: string;
  /** Time for one call, in milliseconds. */
  readonly timeoutMs: number;
}

type Completion = OpenAI.Chat.Completions.ChatCompletion;

const tracer = trace.getTracer('@kinoline/planner');

/**
 * A language model behind chat completions with structured output. One call is one request: repeating is decided
 * elsewhere. Each call is a span after the OpenTelemetry GenAI conventions.
 */
export class OpenAiLanguageModel implements LanguageModel {
  readonly name: string;
  private readonly client: OpenAI;

  constructor(private readonly settings: OpenAiSettings) {
    this.name = settings.model;
    this.client = new OpenAI({
      apiKey: settings.apiKey,
      ...(settings.baseUrl !== undefined && { baseURL: settings.baseUrl }),
      timeout: settings.timeoutMs,
      maxRetries: 0,
      // The client prints requests when OPENAI_LOG is set; a prompt is a person's own.
      logLevel: 'off',
    });
  }

  async ask(question: Question, signal: AbortSignal): Promise<Answer> {
    const options = { kind: SpanKind.CLIENT, attributes: this.attributesOf(question) };
    return tracer.startActiveSpan(`chat ${this.name}`, options, async (span) => {
      try {
        const completion = await this.complete(question, signal);
        span.setAttributes(attributesOfCompletion(completion));
        return readCompletion(completion);
      } catch (error) {
        const failure = error instanceof LanguageModelError ? error.failure : 'aborted';
        span.setAttribute('error.type', failure);
        span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
        throw error;
      } finally {
        span.end();
      }
    });
  }

  private async complete(question: Question, signal: AbortSignal): Promise<Completion> {
    try {
      return await this.client.chat.completions.create(
        {
          model: this.settings.model,
          messages: [
            { role: 'system', content: question.instructions },
            { role: 'user', content: question.material },
          ],
          response_format: zodResponseFormat(question.schema, question.name),
          max_completion_tokens: question.maxOutputTokens,
        },
        { signal },
      );
    } catch (error) {
      signal.throwIfAborted();
      throw translateOpenAiError(error, this.settings.apiKey);
    }
  }

  private attributesOf({ maxOutputTokens }: Question): Attributes {
    const { hostname, port, protocol } = new URL(this.client.baseURL);
    return {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': this.name,
      'gen_ai.request.max_tokens': maxOutputTokens,
      'gen_ai.output.type': 'json',
      'server.address': hostname,
      'server.port': port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
    };
  }
}

/** Every answer that came back was paid for, the unusable ones as well. */
function readCompletion(completion: Completion): Answer {
  const usage = usageOf(completion);
  const [choice] = completion.choices;
  if (!choice) throw new LanguageModelError('unreadable', 'the answer holds no choice', { usage });
  const { finish_reason, message } = choice;
  if (message.refusal) throw new LanguageModelError('refused', message.refusal.slice(0, 300), { usage });
  if (finish_reason === 'length') {
    throw new LanguageModelError('too-long', 'the answer was cut off at the token limit', { usage });
  }
  if (finish_reason === 'content_filter') {
    throw new LanguageModelError('filtered', 'the content filter stopped the answer', { usage });
  }
  try {
    return { json: JSON.parse(message.content ?? ''), usage };
  } catch (cause) {
    throw new LanguageModelError('unreadable', 'the answer is not JSON', { usage, cause });
  }
}

/** Some compatible servers leave the counts out. */
function usageOf({ usage }: Completion): TokenUsage {
  return { inputTokens: usage?.prompt_tokens ?? 0, outputTokens: usage?.completion_tokens ?? 0 };
}

function attributesOfCompletion(completion: Completion): Attributes {
  const { inputTokens, outputTokens } = usageOf(completion);
  return {
    'gen_ai.response.id': completion.id,
    'gen_ai.response.model': completion.model,
    'gen_ai.response.finish_reasons': completion.choices.map(({ finish_reason }) => finish_reason),
    'gen_ai.usage.input_tokens': inputTokens,
    'gen_ai.usage.output_tokens': outputTokens,
  };
}
