import { collectDefaultMetrics, type OpenMetricsContentType, Registry } from 'prom-client';
import {
  CounterInstrument,
  GaugeInstrument,
  HistogramInstrument,
  type MetricsRegistry,
} from './instruments.js';

/** From a tenth of a second to an hour: a stitch by copy, a prediction, a long film. */
const stageBuckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600];
const handlingBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];
const similarityBuckets = [0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.99, 1];

/** Exemplars need the content type before the first instrument. */
function openMetricsRegistry(): MetricsRegistry {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return registry;
}

/**
 * Every metric of the line, typed. One registry for each application, so that tests do not share one. Label values
 * come from small, fixed sets: never an id, a prompt or a URL.
 */
export class Metrics {
  readonly registry: MetricsRegistry = openMetricsRegistry();

  /** Jobs that ended. `outcome`: delivered, failed, rejected, cancelled. */
  readonly jobs = new CounterInstrument(this.registry, {
    name: 'kinoline_jobs_total',
    help: 'Jobs that ended, by outcome and model.',
    labels: ['outcome', 'model'],
  });

  /** Takes that ended. `outcome`: rendered, or the code of the failure. */
  readonly takes = new CounterInstrument(this.registry, {
    name: 'kinoline_takes_total',
    help: 'Takes that ended, by model and outcome.',
    labels: ['model', 'outcome'],
  });

  /** Seconds of one stage of a job: plan, predict, copy, frame, stitch … */
  readonly stageDuration = new HistogramInstrument(this.registry, {
    name: 'kinoline_stage_duration_seconds',
    help: 'Seconds that a stage of a job took.',
    labels: ['stage'],
    buckets: stageBuckets,
  });

  /** US dollars spent. `operation`: video, keyframe, split, connect … */
  readonly cost = new CounterInstrument(this.registry, {
    name: 'kinoline_cost_dollars_total',
    help: 'US dollars spent at providers, by model and operation.',
    labels: ['model', 'operation'],
  });

  /** US dollars of the day's budget. `part`: reserved, spent, left (missing without a limit). */
  readonly dayBudget = new GaugeInstrument(this.registry, {
    name: 'kinoline_day_budget_dollars',
    help: 'US dollars of the budget of this day (UTC) for all people together.',
    labels: ['part'],
  });

  /** Looks at predictions that run at the provider. `result`: running, ended, failed. */
  readonly predictionLooks = new CounterInstrument(this.registry, {
    name: 'kinoline_prediction_looks_total',
    help: 'Looks at predictions at the provider, by what was seen.',
    labels: ['result'],
  });

  /** Tokens of language models. `direction`: input, output. */
  readonly llmTokens = new CounterInstrument(this.registry, {
    name: 'kinoline_llm_tokens_total',
    help: 'Tokens read and written by language models.',
    labels: ['model', 'direction'],
  });

  /** SSIM between the last frame of a scene and the first of the next, 0 to 1. `kind`: continuous, cut. */
  readonly seamSimilarity = new HistogramInstrument(this.registry, {
    name: 'kinoline_seam_similarity',
    help: 'Similarity (SSIM) of the two frames at a seam, by its kind.',
    labels: ['kind'],
    buckets: similarityBuckets,
  });

  /** Clips that went into a film. `part`: picture, sound; `how`: copied, encoded, silence (made for a mute clip). */
  readonly joinedClips = new CounterInstrument(this.registry, {
    name: 'kinoline_joined_clips_total',
    help: 'Clips that went into a film, by what was done with their picture and their sound.',
    labels: ['part', 'how'],
  });

  /** Films that reached their person. `way`: video, smaller (the copy that fits), kept (by Telegram), link, store. */
  readonly filmsDelivered = new CounterInstrument(this.registry, {
    name: 'kinoline_films_delivered_total',
    help: 'Films that reached their person, by the way they went.',
    labels: ['way'],
  });

  /**
   * Films that could not be brought to their chat and were left in the store. `hindrance`: telegram, store, film-gone (the
   * store has it no more), other.
   */
  readonly filmsNotBrought = new CounterInstrument(this.registry, {
    name: 'kinoline_films_not_brought_total',
    help: 'Films that could not be brought to their chat and were left in the store, by what hindered it.',
    labels: ['hindrance'],
  });

  /** Bytes of films that were uploaded to chats. `way`: video, smaller. */
  readonly filmBytes = new CounterInstrument(this.registry, {
    name: 'kinoline_film_bytes_total',
    help: 'Bytes of films uploaded to chats, by the way they went.',
    labels: ['way'],
  });

  /** Films that were sent although an earlier sending of theirs may have arrived. */
  readonly possibleDuplicates = new CounterInstrument(this.registry, {
    name: 'kinoline_possible_duplicates_total',
    help: 'Films sent although an earlier sending of theirs may have arrived.',
    labels: [],
  });

  /** Clips of scenes shown in chats. `outcome`: shown, possible-duplicate, unclear, refused, missing, given-up. */
  readonly clipsShown = new CounterInstrument(this.registry, {
    name: 'kinoline_scene_clips_total',
    help: 'Clips of scenes that were to be shown in chats while their film was made, by outcome.',
    labels: ['outcome'],
  });

  /** Deliveries that ended. `outcome`: acked, retried, dead-lettered, handed-back. */
  readonly messagesHandled = new CounterInstrument(this.registry, {
    name: 'kinoline_messages_handled_total',
    help: 'Deliveries of messages that ended, by outcome.',
    labels: ['message', 'outcome'],
  });

  /** Seconds from a delivery to its settlement. */
  readonly handlingDuration = new HistogramInstrument(this.registry, {
    name: 'kinoline_message_handling_seconds',
    help: 'Seconds from the delivery of a message to its settlement.',
    labels: ['message'],
    buckets: handlingBuckets,
  });

  /** Messages said. `outcome`: as the publisher tells it (said, or already said). */
  readonly messagesSaid = new CounterInstrument(this.registry, {
    name: 'kinoline_messages_said_total',
    help: 'Messages said, by outcome.',
    labels: ['message', 'outcome'],
  });

  /** Deliveries that come again after a delay. */
  readonly retries = new CounterInstrument(this.registry, {
    name: 'kinoline_retries_total',
    help: 'Deliveries that were given back to come again.',
    labels: ['message'],
  });

  /** Messages laid down in the dead-letter stream. */
  readonly deadLetters = new CounterInstrument(this.registry, {
    name: 'kinoline_dead_letters_total',
    help: 'Messages that went to the dead letters.',
    labels: ['message'],
  });

  /** Updates of Telegram as they arrive. `outcome`: said, already-said, left-out. */
  readonly telegramUpdates = new CounterInstrument(this.registry, {
    name: 'kinoline_telegram_updates_total',
    help: 'Updates that Telegram delivered, by kind and whether they were new.',
    labels: ['kind', 'outcome'],
  });

  /** Requests to the Bot API. `outcome`: ok, or why they came to nothing (busy is a 429). */
  readonly telegramCalls = new CounterInstrument(this.registry, {
    name: 'kinoline_telegram_calls_total',
    help: 'Requests to the Bot API of Telegram, by method and outcome.',
    labels: ['method', 'outcome'],
  });

  /** Seconds from a request to the Bot API to its answer. */
  readonly telegramCallDuration = new HistogramInstrument(this.registry, {
    name: 'kinoline_telegram_call_seconds',
    help: 'Seconds from a request to the Bot API of Telegram to its answer.',
    labels: ['method'],
    buckets: handlingBuckets,
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Everything in the OpenMetrics text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
