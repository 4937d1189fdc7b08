import { execa } from 'execa';

/** The oldest server whose JetStream this project was tried on (Debian 12 ships it). */
export const oldestNatsServer = '2.9.0';

/** Reads "2.12.3" out of "nats-server: v2.12.3"; undefined when there is none. */
export function parseNatsVersion(output: string): string | undefined {
  return /\bv?(\d+\.\d+\.\d+)/.exec(output)?.[1];
}

/** True when version `a` is `b` or newer; both as "2.12.3". */
export function isAtLeast(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const difference = [0, 1, 2].map((at) => (left?.[at] ?? 0) - (right?.[at] ?? 0)).find((step) => step !== 0);
  return (difference ?? 0) >= 0;
}

/**
 * Asks a binary for its version.
 *
 * @throws Error when it does not run, is no nats-server, or is older than {@link oldestNatsServer}.
 */
export async function readNatsVersion(path: string): Promise<string> {
  const { stdout, stderr } = await execa(path, ['--version'], { timeout: 10_000, stdin: 'ignore' });
  const version = parseNatsVersion(`${stdout}\n${stderr}`);
  if (version === undefined) throw new Error(`${path} does not tell a version`);
  if (!isAtLeast(version, oldestNatsServer)) {
    throw new Error(`${path} is version ${version}; ${oldestNatsServer} or newer is needed`);
  }
  return version;
}
