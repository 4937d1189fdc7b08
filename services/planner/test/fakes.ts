import path from 'node:path';
import {
  type AnyMessage,
  type DataOf,
  loadCatalogue,
  type ModelCatalogue,
  seal,
  subjectOf,
} from '@kinoline/contracts';
import type { Changed, MessagePublisher } from '@kinoline/messaging';
import type { JobState } from '../src/director/index.js';
import type { Answer, LanguageModel, Question } from '../src/language-model.js';
import type { JobStates } from '../src/ports.js';

/** The model cards of the project. */
export function projectCatalogue(): Promise<ModelCatalogue> {
  return loadCatalogue(path.resolve(import.meta.dirname, '../../../parameters'));
}

/** What a model answers to one question: JSON, or an error it throws. */
export type Reply = ((question: Question) => unknown) | Error;

/** A model that gives the replies one after the other and keeps the questions; 10 tokens in and 5 out each. */
export class ScriptedModel implements LanguageModel {
  readonly name = 'scripted-1';
  readonly questions: Question[] = [];

  constructor(private readonly replies: Reply[]) {}

  ask(question: Question): Promise<Answer> {
    this.questions.push(question);
    const reply = this.replies.shift();
    if (reply === undefined) throw new Error('the model was asked too often');
    if (reply instanceof Error) return Promise.reject(reply);
    return Promise.resolve({ json: reply(question), usage: { inputTokens: 10, outputTokens: 5 } });
  }
}

/** Jobs in memory. */
export class MemoryJobStates implements JobStates {
  readonly states = new Map<string, JobState>();

  read(jobId: string): Promise<JobState | undefined> {
    return Promise.resolve(this.states.get(jobId));
  }

  /** Whatever the change throws is a rejection, as with the real ones. */
  async change(
    jobId: string,
    change: (state: JobState | undefined) => JobState | undefined,
  ): Promise<Changed<JobState>> {
    const before = await this.read(jobId);
    const after = change(before);
    if (after) this.states.set(jobId, after);
    return { document: after ?? before, refused: after === undefined };
  }
}

/** A publisher that keeps what was said, once. */
export class MemoryPublisher implements MessagePublisher {
  readonly said = new Map<string, { readonly name: string; readonly data: unknown }>();
  /** Fails the next calls so many times before anything is stored. */
  failures = 0;

  say(message: AnyMessage, data: unknown): Promise<'said' | 'already-said'> {
    if (this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(new Error('the connection broke'));
    }
    const checked = seal(message, data as DataOf<AnyMessage>, { source: 'planner' }).data;
    const subject = subjectOf(message, checked);
    if (this.said.has(subject)) return Promise.resolve('already-said');
    this.said.set(subject, { name: message.name, data: checked });
    return Promise.resolve('said');
  }

  /** Payloads of every message of this kind, in order. */
  all<Message extends AnyMessage>(message: Message): DataOf<Message>[] {
    return [...this.said.values()]
      .filter(({ name }) => name === message.name)
      .map(({ data }) => data as DataOf<Message>);
  }

  /** Names of everything said, in order. */
  names(): string[] {
    return [...this.said.values()].map(({ name }) => name);
  }
}
