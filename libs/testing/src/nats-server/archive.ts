import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { extract } from 'tar';

/** Where the official releases lie. */
export const officialReleases = 'https://github.com/nats-io/nats-server/releases/download';

/** Which archive to fetch, from where, and where its binary goes. */
export interface ArchiveOrder {
  /** "2.12.3" */
  readonly version: string;
  readonly platform: NodeJS.Platform;
  /** `process.arch` */
  readonly arch: string;
  /** The binary's final path. */
  readonly target: string;
  /** {@link officialReleases}, or a mirror laid out alike. */
  readonly baseUrl: string;
  /** Milliseconds for each of the two downloads. */
  readonly timeoutMs: number;
}

const architectures: Readonly<Record<string, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
  arm: 'arm7',
  ia32: '386',
};

/**
 * The base name of a release archive, as `nats-server-v2.12.3-linux-amd64`.
 *
 * @throws Error for a platform the archives here do not cover (Windows has zip files only).
 */
export function archiveName({
  version,
  platform,
  arch,
}: Pick<ArchiveOrder, 'version' | 'platform' | 'arch'>): string {
  const processor = architectures[arch];
  if (processor === undefined || !['linux', 'darwin', 'freebsd'].includes(platform)) {
    throw new Error(`there is no release archive for ${platform} on ${arch}`);
  }
  return `nats-server-v${version}-${platform}-${processor}`;
}

/** The SHA-256 (hex) that a `SHA256SUMS` text gives for a file; undefined when it does not name the file. */
export function checksumOf(file: string, sums: string): string | undefined {
  const line = sums.split('\n').map((one) => /^([0-9a-fA-F]{64})\s+\*?(\S+)\s*$/.exec(one));
  return line.find((parts) => parts?.[2] === file)?.[1]?.toLowerCase();
}

async function download(url: string, timeoutMs: number): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** Unpacks beside the target and renames at the end, so that two starters at once never see half a file. */
async function unpack(archive: Buffer, name: string, target: string): Promise<void> {
  const workshop = `${target}.${randomUUID()}.part`;
  await mkdir(workshop, { recursive: true });
  try {
    const file = join(workshop, 'archive.tar.gz');
    await writeFile(file, archive);
    await extract({ file, cwd: workshop, strict: true, strip: 1 }, [`${name}/nats-server`]);
    await rename(join(workshop, 'nats-server'), target);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/**
 * Fetches the official archive and its `SHA256SUMS`, compares, and puts the binary at `target`.
 *
 * @throws Error when a download fails, the sums do not name the archive, or the checksum differs: then nothing of
 * the archive is kept or run.
 */
export async function fetchArchive(order: ArchiveOrder): Promise<string> {
  const name = archiveName(order);
  const folder = `${order.baseUrl}/v${order.version}`;
  const sums = (await download(`${folder}/SHA256SUMS`, order.timeoutMs)).toString('utf8');
  const expected = checksumOf(`${name}.tar.gz`, sums);
  if (expected === undefined) throw new Error(`${folder}/SHA256SUMS does not name ${name}.tar.gz`);
  const archive = await download(`${folder}/${name}.tar.gz`, order.timeoutMs);
  const actual = createHash('sha256').update(archive).digest('hex');
  if (actual !== expected)
    throw new Error(`${name}.tar.gz has checksum ${actual}, expected ${expected}: not used`);
  await mkdir(dirname(order.target), { recursive: true });
  await unpack(archive, name, order.target);
  return order.target;
}
