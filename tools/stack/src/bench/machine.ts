import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { execa } from 'execa';

/** On what the figures were measured, in one line. */
export async function describeMachine(natsVersion: string, ffmpeg: string): Promise<string> {
  const { stdout } = await execa(ffmpeg, ['-hide_banner', '-version']);
  const ffmpegVersion = /version (\S+)/.exec(stdout)?.[1] ?? 'unknown';
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return [
    `${availableParallelism()} cores (${model}), ${Math.round(totalmem() / 1024 ** 3)} GiB, ${type()} ${release()}`,
    `Node ${process.versions.node}, nats-server ${natsVersion}, ffmpeg ${ffmpegVersion}`,
  ].join('; ');
}
