import path from 'node:path';
import type { DataOf, JobRequested, MediaRef } from '@kinoline/contracts';
import { v7 as uuidv7 } from 'uuid';
import { CommandFailure } from '../command/command-failure.js';
import { followToEnd } from '../film/follow.js';
import { requestFilm } from '../film/request.js';
import { type FilmSummary, summarise } from '../film/summary.js';
import { all, type Fact } from '../history/fact.js';
import { type StageTimes, stageTimes } from '../history/stages.js';
import type { Line } from '../line/line.js';
import { median } from './figure.js';
import { type Memory, residentMemory, watchMemory } from './memory.js';

/** What films on an idle line, with a provider that answers at once, cost in time and memory. */
export interface FilmFigures {
  /** Middle of the films' own overhead, in seconds. */
  readonly overheadSeconds: number;
  readonly wallSeconds: number;
  readonly providerSeconds: number;
  /** Where the overhead of the film in the middle went. */
  readonly stages: StageTimes;
  readonly idle: Memory;
  readonly atWork: Memory;
  /** The clips of that film, as files. */
  readonly clips: readonly string[];
}

const films = 3;
const scenes = 3;
const secondsPerScene = 8;
const filmWithinMs = 180_000;

const request = (jobId: string): DataOf<typeof JobRequested> => ({
  jobId,
  requester: { channel: 'cli', personId: 'bench', locale: 'en' },
  prompt: 'A fox crosses a frozen lake at dawn, finds a lantern and carries it home',
  settings: {
    model: 'veo_3_1_fast',
    quality: '1080p',
    aspect: '16:9',
    secondsPerScene,
    scenes,
    audio: true,
    mode: 'chain',
  },
  approval: false,
  fresh: true,
  whenStuck: 'go-on',
});

/** Has the sandbox render the clip beforehand that it then answers every take with. */
async function warmSandbox(url: string): Promise<void> {
  const input = {
    duration: secondsPerScene,
    resolution: '1080p',
    aspect_ratio: '16:9',
    generate_audio: true,
  };
  const response = await fetch(`${url}/_sandbox/warm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ model: 'google/veo-3.1-fast', input }]),
  });
  if (!response.ok) throw new Error(`the sandbox could not render the clip: ${await response.text()}`);
}

async function makeFilm(line: Line): Promise<{ facts: Fact[]; summary: FilmSummary }> {
  const jobId = uuidv7();
  const facts: Fact[] = [];
  const signal = AbortSignal.any([line.lost, AbortSignal.timeout(filmWithinMs)]);
  await requestFilm(line.publisher, request(jobId));
  await followToEnd(line, jobId, facts, { tell: () => undefined, signal });
  const summary = summarise(facts, { jobId });
  if (summary.status !== 'delivered') {
    throw new CommandFailure(
      `the bench's film was not delivered: ${facts.at(-1)?.name ?? 'nothing was said'}`,
    );
  }
  return { facts, summary };
}

async function fetchClips(line: Line, refs: readonly MediaRef[], folder: string): Promise<string[]> {
  return Promise.all(
    refs.map(async (ref, index) => {
      const file = path.join(folder, `clip-${index + 1}.mp4`);
      await line.store.getToFile(ref, file);
      return file;
    }),
  );
}

function pidsOf(line: Line): ReadonlyMap<string, number> {
  return new Map(
    [...line.services.values()].flatMap(({ name, process: running }) =>
      running === undefined ? [] : [[name, running.pid] as const],
    ),
  );
}

/**
 * Makes three films on a line whose sandbox answers at once from ready clips.
 *
 * @param folder - where the clips of the film in the middle are put
 * @throws CommandFailure when a film is not delivered
 */
export async function measureFilms(line: Line, folder: string): Promise<FilmFigures> {
  if (line.sandbox === undefined) throw new CommandFailure('the bench needs the sandbox: unset the tokens');
  await warmSandbox(line.sandbox.url);
  const idle = await residentMemory(pidsOf(line));
  const stopWatching = watchMemory(pidsOf(line));
  const made: { facts: Fact[]; summary: FilmSummary }[] = [];
  for (let film = 0; film < films; film += 1) made.push(await makeFilm(line));
  const atWork = await stopWatching();
  const overhead = median(made.map(({ summary }) => summary.overheadSeconds));
  const middle = made.find(({ summary }) => summary.overheadSeconds === overhead);
  if (middle === undefined) throw new Error('no film was made');
  const clips = all(middle.facts, 'SceneRendered').map(({ data }) => data.clip);
  return {
    overheadSeconds: overhead,
    wallSeconds: middle.summary.wallSeconds,
    providerSeconds: middle.summary.providerSeconds,
    stages: stageTimes(middle.facts),
    idle,
    atWork,
    clips: await fetchClips(line, clips, folder),
  };
}
