import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobRequested, roundUsd, serviceNames } from '@kinoline/contracts';
import type { LedgerEntry, Person, Screen } from '@kinoline/sandbox';
import { temporaryFolder, type TemporaryFolder } from '@kinoline/testing';
import { openRehearsalLine, type RehearsalLine } from '../src/chat/rehearsal-line.js';
import { rehearse } from '../src/chat/rehearse.js';
import { scriptWords } from '../src/chat/script-words.js';
import { transcriptOf } from '../src/chat/transcript.js';
import { all, factOf, first } from '../src/history/fact.js';
import { foldersIn } from '../src/line/folders.js';
import { type FilmFacts, probeFilm, promptShown, similarity } from './film-pictures.js';

/** Pictures of a scene of 4 s. */
const framesPerScene = 96;

let folder: TemporaryFolder;
let stage: RehearsalLine;
const notes: string[] = [];
beforeAll(async () => {
  folder = await temporaryFolder('chat-e2e');
  stage = await openRehearsalLine({
    env: {},
    folders: foldersIn(path.join(folder.path, 'line')),
    say: (note) => notes.push(note),
    signal: new AbortController().signal,
  });
}, 180_000);
afterAll(async () => {
  await stage.stop();
  await folder.remove();
}, 60_000);

/** A film as it stands in the chat: downloaded, and what it is. */
interface Watched {
  readonly file: string;
  readonly facts: FilmFacts;
  readonly caption: string;
}

describe.each(['en', 'ru'] as const)('a whole conversation (%s)', (locale) => {
  const words = scriptWords[locale];
  let person: Person;
  let paid: LedgerEntry[];
  let films: Watched[];
  let transcript: string;
  /** The day (UTC) of which the person was told what is spent. */
  let day: string | undefined;

  beforeAll(async () => {
    const before = stage.sandbox.ledger().length;
    person = stage.sandbox.telegram.person({ firstName: words.person, language: locale });
    const held = await rehearse({ person, stage, words, acts: [], looks: [] });
    transcript = transcriptOf({ ...held, pictures: new Map() });
    day = held.screens.find(({ text }) => /^💵 .*\(UTC\)/.test(text))?.at.slice(0, 10);
    paid = stage.sandbox
      .ledger()
      .slice(before)
      .filter(({ operation }) => operation === 'prediction.create');
    films = await watch(person, held.screens, locale);
  }, 1_800_000);

  it('survives that every service is killed while a scene is shot', () => {
    for (const service of serviceNames) {
      expect(notes).toContain(`${service} ended (SIGKILL); starting it again`);
    }
  });

  it('pays for each take once: three scenes, two refused tries, one re-shot, two of the large film', () => {
    expect(paid.map(promptOf)).toEqual([
      expect.any(String),
      expect.stringContaining(words.secondSceneText),
      expect.stringContaining(words.forbiddenText),
      expect.stringContaining(words.forbiddenText),
      expect.stringContaining(words.rewordedText),
      expect.stringContaining(words.reshotText),
      expect.any(String),
      expect.any(String),
    ]);
  });

  it('brings the film with the reworded scene, and it flows', async () => {
    const { file, facts } = films[0]!;
    expect(facts).toMatchObject({ width: 1920, height: 1080 });
    expect(facts.seconds).toBeCloseTo(12, 0);
    const prompts = [0, 1, 4].map((at) => promptOf(paid[at]));
    const shown = [0, 1, 2].map((scene) =>
      promptShown(file, facts, scene * framesPerScene + framesPerScene / 2, prompts),
    );
    expect(await Promise.all(shown)).toEqual([0, 1, 2]);
    for (const seam of [1, 2]) {
      expect(await similarity(file, seam * framesPerScene - 1, seam * framesPerScene)).toBeGreaterThan(0.95);
    }
  });

  it('brings a new cut in which only scene 2 is another one, and it still flows', async () => {
    const { file, facts } = films[1]!;
    const prompts = [0, 1, 4, 5].map((at) => promptOf(paid[at]));
    const shown = [0, 1, 2].map((scene) =>
      promptShown(file, facts, scene * framesPerScene + framesPerScene / 2, prompts),
    );
    expect(await Promise.all(shown)).toEqual([0, 3, 2]);
    for (const seam of [1, 2]) {
      expect(await similarity(file, seam * framesPerScene - 1, seam * framesPerScene)).toBeGreaterThan(0.95);
    }
  });

  it('brings a film that is too large for Telegram as a smaller copy, whole', () => {
    expect(films[2]?.caption).toContain('🗜');
    expect(films[2]?.facts.seconds).toBeCloseTo(20, 0);
  });

  it('tells what was spent on the day to the cent', async () => {
    const bills = await billsOf(person);
    expect(sumOf(bills)).toBe(3.8);
    // The count begins anew at midnight, which may come in the middle of the conversation.
    const spent = sumOf(bills.filter(({ at }) => at.toISOString().slice(0, 10) === day));
    expect(transcript).toContain(`: <b>$${spent.toFixed(2)}</b><br>`);
    expect(transcript).toContain(`: <b>$${(50 - spent).toFixed(2)}</b> `);
  });

  it('uses no field that Telegram does not know, and ends no press unanswered', async () => {
    const calls = await stage.sandbox.telegram.calls();
    expect(calls.flatMap(({ unknownFields }) => unknownFields)).toEqual([]);
    expect((await person.taps()).filter(({ answer }) => answer === undefined)).toEqual([]);
  });
});

function promptOf(entry: LedgerEntry | undefined): string {
  const input: unknown = entry?.input;
  const prompt = typeof input === 'object' && input !== null && 'prompt' in input ? input.prompt : undefined;
  return typeof prompt === 'string' ? prompt : '';
}

interface Bill {
  readonly at: Date;
  readonly costUsd: number;
}

/** What the takes of a person cost, and when that was said. */
async function billsOf({ id }: Person): Promise<Bill[]> {
  const { history } = stage.line;
  const jobs = await history.identities(JobRequested, {});
  const recorded = await Promise.all(jobs.map(({ jobId = '' }) => history.read(jobId)));
  return recorded
    .map((messages) => messages.map(factOf))
    .filter((facts) => first(facts, 'JobRequested')?.data.requester.personId === String(id))
    .flatMap((facts) => [...all(facts, 'SceneRendered'), ...all(facts, 'SceneFailed')])
    .map(({ at, data }) => ({ at, costUsd: data.costUsd }));
}

function sumOf(bills: readonly Bill[]): number {
  return roundUsd(bills.reduce((sum, { costUsd }) => sum + costUsd, 0));
}

/** The films of a conversation, in the order in which they came. */
async function watch(person: Person, screens: readonly Screen[], locale: string): Promise<Watched[]> {
  const films = screens.filter(({ kind, version, buttons }) => {
    const labels = buttons.flat().map(({ label }) => label);
    return kind === 'video' && version === 1 && labels.some((label) => label.startsWith('➕'));
  });
  return Promise.all(
    films.map(async ({ fileId = '', text: caption }, at) => {
      const file = path.join(folder.path, `${locale}-${at}.mp4`);
      await writeFile(file, await person.file(fileId));
      return { file, facts: await probeFilm(file), caption };
    }),
  );
}
