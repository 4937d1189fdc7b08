import { describe, expect, it } from '@jest/globals';
import { candidatePaths, type Surroundings, userCacheFolder } from './candidates.js';

const linux: Surroundings = { platform: 'linux', env: { PATH: '/usr/bin:/opt/bin' }, home: '/home/fox' };
const paths = (surroundings: Surroundings): string[] =>
  candidatePaths(surroundings).map(({ source, path }) => `${source} ${path}`);

describe('candidatePaths', () => {
  it('looks on the search path, in Debian, in Go, in Homebrew, in this order', () => {
    expect(paths(linux)).toEqual([
      'path /usr/bin/nats-server',
      'path /opt/bin/nats-server',
      'debian /usr/sbin/nats-server',
      'go /home/fox/go/bin/nats-server',
      'homebrew /opt/homebrew/bin/nats-server',
      'homebrew /usr/local/bin/nats-server',
    ]);
  });

  it('believes what go says of its folders before it guesses', () => {
    const go = { bin: '/go/bin', path: '/go/one:/go/two' };
    expect(paths({ ...linux, go }).filter((line) => line.startsWith('go'))).toEqual([
      'go /go/bin/nats-server',
      'go /go/one/bin/nats-server',
      'go /go/two/bin/nats-server',
    ]);
  });

  it('reads GOBIN and GOPATH where there is no go', () => {
    const env = { GOBIN: '/own/bin', GOPATH: '/own' };
    expect(paths({ ...linux, env })).toEqual(expect.arrayContaining(['go /own/bin/nats-server']));
  });

  it('names each place once, by its best source', () => {
    const env = { PATH: '/usr/sbin:/usr/local/bin' };
    expect(paths({ ...linux, env }).slice(0, 2)).toEqual([
      'path /usr/sbin/nats-server',
      'path /usr/local/bin/nats-server',
    ]);
    expect(paths({ ...linux, env })).toHaveLength(4);
  });

  it('knows nothing of Debian on a Mac', () => {
    expect(paths({ ...linux, platform: 'darwin' }).join()).not.toContain('debian');
  });
});

describe('userCacheFolder', () => {
  it.each([
    [linux, '/home/fox/.cache'],
    [{ ...linux, env: { XDG_CACHE_HOME: '/cache' } }, '/cache'],
    [{ ...linux, env: { XDG_CACHE_HOME: '' } }, '/home/fox/.cache'],
    [{ ...linux, platform: 'darwin' as const }, '/home/fox/Library/Caches'],
  ])('follows the platform: %j', (surroundings, folder) => {
    expect(userCacheFolder(surroundings)).toBe(folder);
  });
});
