import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type OtlpCollector,
  spanTree,
  startOtlpCollector,
  temporaryFolder,
  type TemporaryFolder,
  untilReady,
} from '@kinoline/testing';
import { runOf } from '../src/line/folders.js';
import { isAlive, type LineRecord } from '../src/line/line-record.js';
import { type FilmFacts, probeFilm, promptShown, similarity } from './film-pictures.js';
import { type CommandResult, jsonIn, runBuilt, startCommand } from './run-command.js';

const framesPerClip = 96;

describe('npm run film', () => {
  let folder: TemporaryFolder;
  let collector: OtlpCollector;
  let result: CommandResult;
  let summary: Record<string, unknown>;
  let record: LineRecord;
  let facts: FilmFacts;
  const at = (name: string): string => path.join(folder.path, name);

  beforeAll(async () => {
    [folder, collector] = [await temporaryFolder('film-e2e'), await startOtlpCollector()];
    const words = ['A fox crosses a frozen lake at dawn', '--scenes', '3', '--seconds', '4'];
    const { child, result: ended } = await startCommand('film', [...words, '--out', 'fox.mp4', '--json'], {
      LINE_DIR: at('line'),
      INIT_CWD: folder.path,
      ...collector.environment,
    });
    const jobId = await untilReady(
      child,
      () => Promise.resolve(/^job +([0-9a-f-]{36})$/m.exec(child.log.all().join('\n'))?.[1]),
      120_000,
    );
    record = JSON.parse(
      await readFile(path.join(runOf(at('line'), jobId).root, 'line.json'), 'utf8'),
    ) as LineRecord;
    result = await ended;
    summary = jsonIn(result.lines);
    facts = await probeFilm(at('fox.mp4'));
  }, 300_000);

  afterAll(async () => {
    await collector.stop();
    await folder.remove();
  });

  it('ends with exit code 0 and one JSON object that says all about the film', () => {
    expect(result.exitCode).toBe(0);
    expect(result.lines.at(-1)).toMatch(/^\{.*\}$/);
    expect(summary).toMatchObject({
      status: 'delivered',
      reason: null,
      film: at('fox.mp4'),
      contactSheet: at('fox.contact-sheet.jpg'),
      scenes: 3,
      costUsd: 1.8,
      seams: [
        { after: 1, scene: 2, kind: 'continuous' },
        { after: 2, scene: 3, kind: 'continuous' },
      ],
      warnings: [],
    });
    const { wallSeconds, providerSeconds, overheadSeconds } = summary as Record<string, number>;
    expect(providerSeconds! + overheadSeconds!).toBeCloseTo(wallSeconds!, 2);
  });

  it('says what it starts and that no money is spent', () => {
    const text = result.lines.join('\n');
    expect(text).toMatch(/^messages +nats-server [\d.]+ from /m);
    expect(text).toContain('no money is spent');
    expect(text).toMatch(/scene 2 of 3: done, \$0\.60 .*about \d+:\d\d left/);
  });

  it('writes a film of the right length, size and streams, a contact sheet and a summary', async () => {
    expect(facts.seconds).toBeGreaterThan(11.7);
    expect(facts.seconds).toBeLessThan(12.2);
    expect(facts).toMatchObject({ width: 1280, height: 720, codecs: ['h264', 'aac'] });
    expect([...(await readFile(at('fox.contact-sheet.jpg'))).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    expect(JSON.parse(await readFile(at('fox.summary.json'), 'utf8'))).toEqual(summary);
  });

  it('shows the scenes in their order', async () => {
    const ledger = await readFile(
      path.join(runOf(at('line'), String(summary['jobId'])).sandbox, 'ledger.jsonl'),
      'utf8',
    );
    const takes = ledger
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { operation: string; input: { prompt: string } })
      .filter(({ operation }) => operation === 'prediction.create');
    const prompts = takes.map(({ input }) => input.prompt);
    expect(new Set(prompts).size).toBe(3);
    const middles = [0, 1, 2].map((scene) => Math.round((facts.frames / 3) * (scene + 0.5)));
    const shown: number[] = [];
    for (const frame of middles) shown.push(await promptShown(at('fox.mp4'), facts, frame, prompts));
    expect(shown).toEqual([0, 1, 2]);
  });

  it('starts each scene on the last picture of the one before', async () => {
    const second = framesPerClip;
    const third = second + Math.round((facts.frames - second) / 2);
    for (const first of [second, third]) {
      expect(await similarity(at('fox.mp4'), first - 1, first)).toBeGreaterThan(0.97);
    }
    // The judge can tell: the middles of two scenes are not alike.
    expect(await similarity(at('fox.mp4'), framesPerClip / 2, second + framesPerClip / 2)).toBeLessThan(0.9);
    for (const { ssim } of summary['seams'] as { ssim: number }[]) expect(ssim).toBeGreaterThan(0.95);
  });

  it('is one trace: all spans of the job form one tree', () => {
    const jobId = String(summary['jobId']);
    const root = collector.spans().find(({ attributes }) => attributes['kinoline.job_id'] === jobId);
    const tree = spanTree(collector.trace(root?.traceId ?? ''));
    expect(tree.problems).toEqual([]);
    expect(tree.root?.span).toMatchObject({ name: 'request film', service: 'kinoline-cli' });
    const services = new Set(collector.trace(root?.traceId ?? '').map(({ service }) => service));
    expect([...services].sort()).toEqual([
      'framer',
      'generator',
      'kinoline-cli',
      'planner',
      'stitcher',
      'telegram-gateway',
    ]);
  });

  it('leaves nothing running', () => {
    const pids = Object.values(record.services).map(({ pid }) => pid);
    expect(pids).toHaveLength(5);
    expect([record.pid, ...pids].filter(isAlive)).toEqual([]);
  });

  it('leaves a history that npm run job prints', async () => {
    const jobId = String(summary['jobId']);
    const printed = await runBuilt('job', [jobId], { LINE_DIR: at('line') });
    expect(printed.exitCode).toBe(0);
    expect(printed.lines[0]).toBe(`job ${jobId}`);
    expect(printed.lines.at(-1)).toMatch(/^delivered: .*\$1\.80$/);
    const unknown = await runBuilt('job', ['01980000-0000-7000-8000-000000000000'], { LINE_DIR: at('line') });
    expect(unknown.exitCode).toBe(1);
    expect(unknown.lines.join('\n')).toMatch(/^job 01980000\S+ is not known/);
  });
});
