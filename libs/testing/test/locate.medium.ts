import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { create } from 'tar';
import {
  locateNatsServer,
  NatsServerNotFoundError,
  type TemporaryFolder,
  temporaryFolder,
} from '../src/index.js';
import { archiveName } from '../src/nats-server/archive.js';

const version = '2.12.3';
const name = archiveName({ version, platform: process.platform, arch: process.arch });
const script = `#!/bin/sh\necho "nats-server: v${version}"\n`;

let folder: TemporaryFolder;
let site: Server;
let releasesUrl: string;
const files = new Map<string, Buffer>();
const asked: string[] = [];

async function fakeArchive(): Promise<Buffer> {
  const home = join(folder.path, 'release', name);
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'nats-server'), script, { mode: 0o755 });
  await writeFile(join(home, 'README.md'), 'not wanted');
  return Buffer.from(await create({ gzip: true, cwd: join(folder.path, 'release') }, [name]).concat());
}

function publish(archive: Buffer, sum = createHash('sha256').update(archive).digest('hex')): void {
  files.set(`/v${version}/${name}.tar.gz`, archive);
  files.set(`/v${version}/SHA256SUMS`, Buffer.from(`${'0'.repeat(64)}  other.zip\n${sum}  ${name}.tar.gz\n`));
}

/** A machine on which nothing is installed, not even go. */
function bare(cache: string): Parameters<typeof locateNatsServer>[0] {
  const env = { PATH: '/nowhere' };
  return {
    env,
    home: folder.path,
    cacheFolder: join(folder.path, cache),
    releasesUrl,
    version,
    candidates: [],
  };
}

beforeAll(async () => {
  folder = await temporaryFolder('locate');
  site = createServer((request, response) => {
    asked.push(request.url ?? '');
    const file = files.get(request.url ?? '');
    response.writeHead(file === undefined ? 404 : 200).end(file);
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  releasesUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
afterAll(async () => {
  site.close();
  await folder.remove();
});

describe('locateNatsServer on a machine without nats-server', () => {
  it('fetches the official archive, checks it, and fetches it once', async () => {
    publish(await fakeArchive());
    const told: string[] = [];
    const found = await locateNatsServer({ ...bare('good'), onProgress: (line) => told.push(line) });
    expect(found).toMatchObject({ version, source: 'archive' });
    expect(told).toEqual([`fetching nats-server ${version} from ${releasesUrl}, once`]);
    const requests = asked.length;
    expect(await locateNatsServer(bare('good'))).toEqual(found);
    expect(asked).toHaveLength(requests);
    expect(await readdir(join(folder.path, 'good', 'nats-server', version, 'archive'))).toEqual([
      'nats-server',
    ]);
  });

  it('serves two who start at once', async () => {
    publish(await fakeArchive());
    const both = await Promise.all([locateNatsServer(bare('both')), locateNatsServer(bare('both'))]);
    expect(both.map(({ source }) => source)).toEqual(['archive', 'archive']);
  });

  it('keeps and runs nothing of an archive whose checksum differs', async () => {
    publish(await fakeArchive(), 'f'.repeat(64));
    await expect(locateNatsServer(bare('wrong'))).rejects.toThrow(`expected ${'f'.repeat(64)}: not used`);
    await expect(readdir(join(folder.path, 'wrong'))).rejects.toThrow('ENOENT');
  });

  it.each([
    ['the site does not have it', () => files.clear(), 'answered 404'],
    ['the sums do not name it', () => files.set(`/v${version}/SHA256SUMS`, Buffer.from('')), 'does not name'],
  ])('says what to do when %s', async (_case, prepare, reason) => {
    prepare();
    const error: unknown = await locateNatsServer(bare('none')).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NatsServerNotFoundError);
    const text = String(error);
    expect(text).toContain(reason);
    for (const way of ['apt-get install nats-server', 'brew install nats-server', 'go install', 'NATS_URL']) {
      expect(text).toContain(way);
    }
  });

  it('fetches nothing when it may not', async () => {
    const requests = asked.length;
    await expect(locateNatsServer({ ...bare('may-not'), mayInstall: false })).rejects.toThrow(
      'No nats-server found',
    );
    expect(asked).toHaveLength(requests);
  });
});

describe('locateNatsServer among installed programs', () => {
  async function program(file: string, output: string): Promise<string> {
    const path = join(folder.path, file);
    await writeFile(path, `#!/bin/sh\necho "${output}"\n`);
    await chmod(path, 0o755);
    return path;
  }

  it('passes over one that is too old, broken or no program, and says so when it finds no other', async () => {
    const old = await program('old', 'nats-server: v2.8.4');
    const mute = await program('mute', 'hello');
    const text = join(folder.path, 'text');
    await writeFile(text, script, { mode: 0o644 });
    const good = await program('good-one', 'nats-server: v2.9.10');
    const candidates = [old, mute, text, good].map((path) => ({ source: 'path' as const, path }));
    expect(await locateNatsServer({ ...bare('x'), candidates })).toEqual({
      path: good,
      version: '2.9.10',
      source: 'path',
    });
    const without = locateNatsServer({ ...bare('x'), candidates: candidates.slice(0, 3), mayInstall: false });
    await expect(without).rejects.toThrow(
      /old is version 2\.8\.4; 2\.9\.0 or newer is needed; .*mute does not tell/,
    );
  });
});
