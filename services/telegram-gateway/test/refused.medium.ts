import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { connectToNats, provision } from '@kinoline/messaging';
import {
  type Child,
  freePort,
  locateNatsServer,
  spawnService,
  startChild,
  temporaryFolder,
} from '@kinoline/testing';

describe('a gateway whose connection is closed for good', () => {
  it('ends with exit code 1, so that whoever runs it starts it anew', async () => {
    const [folder, port, binary] = await Promise.all([
      temporaryFolder('refused'),
      freePort(),
      locateNatsServer(),
    ]);
    const url = `nats://127.0.0.1:${port}`;
    const startNats = async (rules: string): Promise<Child> => {
      const file = join(folder.path, 'nats.conf');
      const store = JSON.stringify(join(folder.path, 'store'));
      await writeFile(file, `listen: "127.0.0.1:${port}"\njetstream { store_dir: ${store} }\n${rules}\n`);
      const child = await startChild({ name: 'nats-server', file: binary.path, args: ['-c', file], env: {} });
      return child;
    };

    const open = await startNats('');
    const connection = await connectToNats({ servers: [url] });
    await provision(connection);
    await connection.close();
    const env = {
      NATS_URL: url,
      S3_ENDPOINT: 'http://127.0.0.1:9',
      S3_ACCESS_KEY: 'nobody',
      S3_SECRET_KEY: 'asks',
    };
    const entry = resolve(import.meta.dirname, '../dist/main.js');
    const gateway = await spawnService({ name: 'telegram-gateway', entry, env });

    await open.stop();
    // The client gives up when it is refused twice with the same words.
    const locked = await startNats('authorization { user: somebody, password: else }');
    expect(await gateway.exited).toEqual({ code: 1, signal: null });
    expect(gateway.lines().join('\n')).toMatch(/The connection to NATS is gone for good/);

    await locked.stop();
    await folder.remove();
  });
});
