import { describe, expect, it } from '@jest/globals';
import { archiveName, checksumOf } from './archive.js';

describe('archiveName', () => {
  it.each([
    ['linux', 'x64', 'nats-server-v2.12.3-linux-amd64'],
    ['linux', 'arm64', 'nats-server-v2.12.3-linux-arm64'],
    ['darwin', 'arm64', 'nats-server-v2.12.3-darwin-arm64'],
  ] as const)('is the release file of %s on %s', (platform, arch, name) => {
    expect(archiveName({ version: '2.12.3', platform, arch })).toBe(name);
  });

  it.each([
    ['win32', 'x64'],
    ['linux', 'mips'],
  ] as const)('says that there is none for %s on %s', (platform, arch) => {
    expect(() => archiveName({ version: '2.12.3', platform, arch })).toThrow(`${platform} on ${arch}`);
  });
});

describe('checksumOf', () => {
  const [one, two] = ['a'.repeat(64), 'B'.repeat(64)];
  const sums = `${one}  server.tar.gz\n${two} *server.zip\nnonsense\n`;

  it('finds the file by its whole name, in both forms of the list', () => {
    expect(checksumOf('server.tar.gz', sums)).toBe(one);
    expect(checksumOf('server.zip', sums)).toBe('b'.repeat(64));
  });

  it('finds nothing for a file that is not named, or only in part', () => {
    expect(checksumOf('erver.zip', sums)).toBeUndefined();
    expect(checksumOf('server.tar', sums)).toBeUndefined();
  });
});
