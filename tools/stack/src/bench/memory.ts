import { execa } from 'execa';

/** Resident memory of processes by name, in bytes. */
export type Memory = ReadonlyMap<string, number>;

/** Reads the resident memory of processes; one that is gone is left out. */
export async function residentMemory(pids: ReadonlyMap<string, number>): Promise<Memory> {
  const list = [...pids.values()].join(',');
  const { stdout } = await execa('ps', ['-o', 'pid=,rss=', '-p', list], { reject: false });
  const kilobytes = new Map(
    stdout
      .trim()
      .split('\n')
      .map((line): [number, number] => {
        const [pid = Number.NaN, rss = Number.NaN] = line.trim().split(/\s+/).map(Number);
        return [pid, rss];
      }),
  );
  return new Map(
    [...pids].flatMap(([name, pid]) => {
      const size = kilobytes.get(pid);
      return size === undefined ? [] : [[name, size * 1024] as const];
    }),
  );
}

/** The larger of two readings, for each process. */
export function peakOf(a: Memory, b: Memory): Memory {
  return new Map([...b].map(([name, bytes]) => [name, Math.max(bytes, a.get(name) ?? 0)]));
}

const everyMs = 250;

/** Watches the memory of processes until told to stop, and gives the peak of each. */
export function watchMemory(pids: ReadonlyMap<string, number>): () => Promise<Memory> {
  let peak: Memory = new Map();
  let reading: Promise<void> = Promise.resolve();
  const read = async (): Promise<void> => {
    peak = peakOf(peak, await residentMemory(pids));
  };
  const timer = setInterval(() => {
    reading = reading.then(read);
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await reading;
    await read();
    return peak;
  };
}
