import path from 'node:path';
import type { DataOf, JobRequested, JobSettings } from '@kinoline/contracts';
import { type LedgerEntry, type Sandbox, startSandbox } from '@kinoline/sandbox';
import { basicEnvironment, temporaryFolder } from '@kinoline/testing';
import { v7 as uuidv7 } from 'uuid';
import { followToEnd } from '../src/film/follow.js';
import { requestFilm } from '../src/film/request.js';
import { all, type Fact } from '../src/history/fact.js';
import { foldersIn } from '../src/line/folders.js';
import { type Line, openLine } from '../src/line/line.js';
import { choosePorts } from '../src/line/ports.js';

/** A whole line whose providers are a sandbox inside this process, to be told how to behave and asked what was paid. */
export interface SandboxedLine extends AsyncDisposable {
  readonly line: Line;
  readonly sandbox: Sandbox;
  /** What the line said besides messages: restarts. */
  readonly notes: readonly string[];
  stop(): Promise<void>;
}

/** The settings that point a command or a line at a sandbox as if it were the providers. */
export function providersAt(sandbox: Sandbox): Record<string, string> {
  return {
    REPLICATE_API_TOKEN: 'r8_e2e',
    REPLICATE_BASE_URL: sandbox.replicateBaseUrl,
    OUTPUT_ORIGINS: sandbox.url,
    OPENAI_API_KEY: 'sk-e2e',
    OPENAI_BASE_URL: sandbox.openaiBaseUrl,
  };
}

/** Starts a line on free ports in a folder of its own; what a dead service left is delivered again after 3 s. */
export async function startSandboxedLine(env: Record<string, string> = {}): Promise<SandboxedLine> {
  const [folder, sandbox] = [await temporaryFolder('line-e2e'), await startSandbox()];
  const notes: string[] = [];
  const line = await openLine({
    env: { ...basicEnvironment(), ...providersAt(sandbox), ...env },
    folders: foldersIn(path.join(folder.path, 'line')),
    ports: await choosePorts(),
    servesChat: true,
    provisioning: {
      messages: { ackWaitMs: { slow: 3_000, quick: 3_000 } },
      media: { intermediateDays: 1, filmDays: 1 },
    },
    say: (text) => notes.push(text),
    signal: new AbortController().signal,
  });
  const stop = async (): Promise<void> => {
    await line.stop();
    await sandbox.stop();
    await folder.remove();
  };
  return { line, sandbox, notes, stop, [Symbol.asyncDispose]: stop };
}

/** What is asked of the line: a small film, unless said otherwise. */
export function smallFilm(prompt: string, settings: Partial<JobSettings> = {}): DataOf<typeof JobRequested> {
  return {
    jobId: uuidv7(),
    requester: { channel: 'cli', personId: 'e2e', locale: 'en' },
    prompt,
    settings: {
      model: 'veo_3_1_fast',
      quality: '720p',
      aspect: '16:9',
      secondsPerScene: 4,
      scenes: 2,
      audio: true,
      mode: 'chain',
      ...settings,
    },
    approval: false,
    fresh: true,
    whenStuck: 'go-on',
  };
}

/** Asks for a film and follows it to its end; `onFact` hears every message as it is said. */
export async function makeFilmOn(
  line: Line,
  request: DataOf<typeof JobRequested>,
  onFact: (fact: Fact) => void = () => undefined,
): Promise<Fact[]> {
  const facts: Fact[] = [];
  const signal = AbortSignal.any([line.lost, AbortSignal.timeout(120_000)]);
  await requestFilm(line.publisher, request);
  await followToEnd(line, request.jobId, facts, { tell: onFact, signal });
  return facts;
}

/** The paid requests for videos, and how many the job's messages admit to. */
export function paidTakes(ledger: readonly LedgerEntry[], since: number): LedgerEntry[] {
  return ledger.filter(({ sequence, operation }) => sequence > since && operation === 'prediction.create');
}

/** The takes that were asked for, as `scene/take`. */
export function askedTakes(facts: readonly Fact[]): string[] {
  return all(facts, 'SceneRequested').map(({ data }) => `${data.scene}/${data.take}`);
}
