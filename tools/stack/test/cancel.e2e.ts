import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '@kinoline/sandbox';
import { temporaryFolder, type TemporaryFolder, untilReady } from '@kinoline/testing';
import { runsFolder } from '../src/line/folders.js';
import { isAlive, readLineRecord } from '../src/line/line-record.js';
import { jsonIn, runBuilt, startCommand } from './run-command.js';
import { paidTakes, providersAt } from './sandboxed-line.js';

let sandbox: Sandbox;
let folder: TemporaryFolder;
beforeAll(async () => {
  [sandbox, folder] = [await startSandbox(), await temporaryFolder('cancel-e2e')];
});
afterAll(async () => {
  await sandbox.stop();
  await folder.remove();
});

const lineFolder = (): string => path.join(folder.path, 'line');

/** The states of all predictions the sandbox knows, as the provider's API tells them. */
async function predictionStates(): Promise<string[]> {
  const response = await fetch(`${sandbox.replicateBaseUrl}/v1/predictions`, {
    headers: { authorization: 'Bearer r8_e2e' },
  });
  const { results } = (await response.json()) as { results: { status: string }[] };
  return results.map(({ status }) => status);
}

describe('Ctrl-C on npm run film', () => {
  it('cancels the job and its predictions, stops everything and ends with 130', async () => {
    sandbox.behave({ match: { operation: 'prediction.create' }, action: { kind: 'hang' } });
    const words = ['A fox that is called off', '--scenes', '2', '--json', '--out', 'fox.mp4'];
    const env = { ...providersAt(sandbox), LINE_DIR: lineFolder(), INIT_CWD: folder.path };
    const { child, result } = await startCommand('film', words, env);
    await untilReady(child, () => Promise.resolve(paidTakes(sandbox.ledger(), 0).length === 1), 120_000);
    const [jobId = ''] = await readdir(runsFolder(lineFolder()));
    const record = await readLineRecord(path.join(runsFolder(lineFolder()), jobId));
    child.signal('SIGINT');
    const { exitCode, lines } = await result;

    expect(lines.join('\n')).toContain('cancelling the job and its predictions');
    expect(exitCode).toBe(130);
    expect(jsonIn(lines)).toMatchObject({ jobId, status: 'cancelled', film: null });
    expect(await predictionStates()).toEqual(['canceled']);
    expect(paidTakes(sandbox.ledger(), 0)).toHaveLength(1);
    const pids = Object.values(record?.services ?? {}).map(({ pid }) => pid);
    expect(pids).toHaveLength(5);
    expect(pids.filter(isAlive)).toEqual([]);

    const printed = await runBuilt('job', [jobId], { LINE_DIR: lineFolder() });
    expect(printed.lines.join('\n')).toMatch(/JobCancelled +cut 1 +by person/);
  }, 240_000);
});
