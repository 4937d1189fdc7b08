import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  freePort,
  type ObjectStore,
  startObjectStore,
  temporaryFolder,
  type TemporaryFolder,
} from '@kinoline/testing';
import { projectRoot } from '../src/command/root.js';
import { jsonIn, runBuilt } from './run-command.js';

let folder: TemporaryFolder;
let store: ObjectStore;
beforeAll(async () => {
  [folder, store] = [await temporaryFolder('bad-input-e2e'), await startObjectStore()];
  await mkdir(path.join(folder.path, 'no-cards'));
  const broken = path.join(folder.path, 'broken-card');
  await cp(path.join(projectRoot, 'parameters'), broken, { recursive: true });
  await writeFile(path.join(broken, 'sora_2.json'), '{"id":"sora_2"}');
});
afterAll(async () => {
  await store.stop();
  await folder.remove();
});

type Env = Readonly<Record<string, string>>;

/** Runs the command and gives its exit code, the line a person reads and what is left on disk. */
async function refused(words: readonly string[], env: Env = {}): Promise<[number | null, string, unknown]> {
  const line = path.join(folder.path, 'line');
  const { exitCode, lines } = await runBuilt('film', [...words, '--json'], {
    LINE_DIR: line,
    INIT_CWD: folder.path,
    ...env,
  });
  const said = lines.filter((text) => !text.startsWith('{')).join('\n');
  return [exitCode, said, jsonIn(lines)['status']];
}

describe('npm run film refuses with one clear line', () => {
  it.each<[string, string[], string]>([
    ['an empty prompt', ['  '], 'prompt: the prompt is empty: say in a sentence what the film shows'],
    ['an unknown model', ['A fox', '--model', 'veo_9'], '--model: there is no veo_9; choose one of'],
    ['500 scenes', ['A fox', '--scenes', '500'], '--scenes: at most 20 scenes'],
    ['keyframes', ['A fox', '--mode', 'keyframes'], '--mode: keyframes is not built yet'],
    ['a missing folder', ['A fox', '--out', 'nowhere/fox.mp4'], 'nowhere does not exist: create it'],
    [
      'a closed folder',
      ['A fox', '--out', '/proc/fox.mp4'],
      'nothing can be written to /proc: choose another',
    ],
  ])('%s, with exit code 2', async (_, words, line) => {
    const [exitCode, said, status] = await refused(words);
    expect(said).toContain(line);
    expect(said.split('\n')).toHaveLength(1);
    expect([exitCode, status]).toEqual([2, 'rejected']);
  });

  it.each<[string, () => Promise<Env> | Env, RegExp]>([
    [
      'no model cards',
      () => ({ PARAMETERS_DIR: path.join(folder.path, 'no-cards') }),
      /^model cards: no model card/,
    ],
    [
      'a malformed model card',
      () => ({ PARAMETERS_DIR: path.join(folder.path, 'broken-card') }),
      /^model cards: sora_2\.json: name: /,
    ],
    [
      'no ffmpeg',
      () => ({ FFMPEG_PATH: '/nowhere/ffmpeg' }),
      /^FFMPEG_PATH is set, but .*apt-get install ffmpeg/,
    ],
    [
      'a NATS that is not there',
      async () => ({ NATS_URL: `nats://127.0.0.1:${await freePort()}` }),
      /^NATS at 127\.0\.0\.1:\d+ was not reachable .*: start it or set NATS_URL$/,
    ],
    [
      'a store that is not there',
      async () => ({
        S3_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
        S3_ACCESS_KEY: 'a',
        S3_SECRET_KEY: 's',
      }),
      /^the object store at http:\S+ cannot be used: start it or check S3_ENDPOINT/,
    ],
    [
      'a wrong secret of the store',
      () => ({ S3_ENDPOINT: store.endpoint, S3_ACCESS_KEY: store.accessKey, S3_SECRET_KEY: 'wrong' }),
      /^the object store at http:\S+ refuses the keys: check S3_ACCESS_KEY, S3_SECRET_KEY/,
    ],
    ['half a store', () => ({ S3_ENDPOINT: store.endpoint }), /^S3_ENDPOINT is set, but S3_ACCESS_KEY and/],
    [
      'a setting that a service refuses',
      () => ({ TAKES_PER_SCENE: 'many' }),
      /^planner did not start: .*TAKES_PER_SCENE/,
    ],
  ])(
    '%s, with exit code 1 and nothing left behind',
    async (_, env, line) => {
      const [exitCode, said, status] = await refused(['A fox'], await env());
      expect(said).toMatch(line);
      expect(said.split('\n')).toHaveLength(1);
      expect([exitCode, status]).toEqual([1, 'failed']);
      expect((await readdir(folder.path)).filter((name) => name.endsWith('.mp4'))).toEqual([]);
    },
    60_000,
  );
});

describe('npm run job refuses with one clear line', () => {
  it('what is no id', async () => {
    const { exitCode, lines } = await runBuilt('job', ['fox'], { LINE_DIR: path.join(folder.path, 'line') });
    expect([exitCode, lines]).toEqual([2, ['fox is not a job’s id: npm run film prints it as “job”']]);
  });
});
