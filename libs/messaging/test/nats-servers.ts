import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { locateNatsServer, type NatsServerBinary } from '@kinoline/testing';

const folders = [
  ...(process.env['PATH'] ?? '').split(delimiter),
  '/usr/sbin',
  join(homedir(), 'go', 'bin'),
  '/opt/homebrew/bin',
].filter((folder) => folder !== '');

async function installed(path: string): Promise<NatsServerBinary | undefined> {
  try {
    return await locateNatsServer({ explicitPath: path });
  } catch {
    return undefined;
  }
}

/**
 * Every version of nats-server there is on this machine, oldest first: those of NATS_SERVER_BINARIES (paths,
 * separated as in PATH), else what is installed in the usual places, else the one that is built or fetched.
 */
async function natsServers(): Promise<NatsServerBinary[]> {
  const named = (process.env['NATS_SERVER_BINARIES'] ?? '').split(delimiter).filter((path) => path !== '');
  const paths = named.length > 0 ? named : folders.map((folder) => join(folder, 'nats-server'));
  const found = (await Promise.all(paths.map(installed))).filter((one) => one !== undefined);
  const versions = new Map(found.map((one) => [one.version, one]));
  const all = versions.size > 0 ? [...versions.values()] : [await locateNatsServer()];
  return all.sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
}

/** For `describe.each`: name and binary of every server. */
export const servers = (await natsServers()).map(
  (binary) => [`nats-server ${binary.version}`, binary] as const,
);
