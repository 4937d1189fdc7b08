import { locateTools } from '@kinoline/media';
import { temporaryFolder } from '@kinoline/testing';
import type { CommandFailure } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import type { Interruption } from '../command/interrupt.js';
import { foldersIn } from '../line/folders.js';
import { openLine } from '../line/line.js';
import { choosePorts } from '../line/ports.js';
import { readProvisionChoices } from '../line/provisioning.js';
import type { Figure } from './figure.js';
import { type FilmFigures, measureFilms } from './film-overhead.js';
import { type JoinTimes, measureJoin } from './join-time.js';
import { describeMachine } from './machine.js';
import { measureMessageRates, type MessageRates } from './message-rate.js';

/** All figures, and the machine they belong to. */
export interface BenchReport {
  readonly machine: string;
  readonly figures: readonly Figure[];
}

/** What the bench is run with. */
export interface BenchSetting {
  readonly env: Environment;
  readonly interruption: Interruption;
  readonly say: (line: string) => void;
}

const goals = { overheadSeconds: 5, joinRatio: 3, messageShare: 0.5 };

const s = (seconds: number, digits = 2): string => `${seconds.toFixed(digits)} s`;

function filmFigures({ overheadSeconds, wallSeconds, providerSeconds, stages }: FilmFigures): Figure[] {
  const { planning, generating, framing, stitching, delivering } = stages;
  const parts = [
    `planning ${s(planning)}`,
    `generating ${s(generating)}`,
    `framing ${s(framing)}`,
    `stitching ${s(stitching)}`,
    `delivering ${s(delivering)}`,
  ];
  return [
    {
      what: 'own overhead of a film of 3 x 8 s, 1080p',
      value: `${s(overheadSeconds)} (of ${s(wallSeconds)}, provider ${s(providerSeconds)})`,
      goal: `at most ${goals.overheadSeconds} s`,
      met: overheadSeconds <= goals.overheadSeconds,
    },
    { what: 'where it went', value: parts.join(', ') },
  ];
}

function joinFigures({ plain, ours, probing, copied }: JoinTimes): Figure[] {
  const ratio = ours / plain;
  return [
    {
      what: 'join of three clips of 8 s, 1080p, by copy, against plain ffmpeg -c copy',
      value: `${s(ours, 3)} against ${s(plain, 3)}: ${ratio.toFixed(2)}x${copied ? '' : ', but not all copied'}`,
      goal: `at most ${goals.joinRatio}x`,
      met: copied && ratio <= goals.joinRatio,
    },
    { what: 'probing the three clips before it', value: s(probing, 3) },
  ];
}

function messageFigures({ raw, messaging }: MessageRates): Figure[] {
  const share = messaging / raw;
  return [
    {
      what: 'messages a second, said to handled, against raw publish, consume, ack',
      value: `${Math.round(messaging)} against ${Math.round(raw)}: ${share.toFixed(2)}`,
      goal: `at least ${goals.messageShare}`,
      met: share >= goals.messageShare,
    },
  ];
}

function memoryFigures({ idle, atWork }: FilmFigures): Figure[] {
  const size = (bytes: number | undefined): string =>
    bytes === undefined ? 'gone' : `${Math.round(bytes / 1024 ** 2)} MiB`;
  return [...idle].map(([name, bytes]) => ({
    what: `memory of ${name}, without its ffmpeg`,
    value: `${size(bytes)} idle, ${size(atWork.get(name))} at work`,
  }));
}

async function onLine(
  { env, interruption, say }: BenchSetting,
  folder: string,
): Promise<{ films: FilmFigures; join: JoinTimes }> {
  const line = await openLine({
    env,
    folders: foldersIn(folder),
    ports: await choosePorts(),
    provisioning: readProvisionChoices(env),
    servesChat: false,
    sandboxArguments: ['--ready-clips'],
    say,
    signal: interruption.signal,
  });
  try {
    say('making three films of 3 x 8 s, 1080p, from ready clips');
    const films = await measureFilms(line, folder);
    say('joining their clips');
    return { films, join: await measureJoin(films.clips, folder, { width: 1920, height: 1080 }) };
  } finally {
    await line.stop();
  }
}

/** The person's settings that would make the figures another thing: tokens, addresses, traces. */
function neutral(env: Environment): Environment {
  const disturbing = /^(REPLICATE_|OPENAI_|NATS_URL|S3_|OTEL_|BUDGET_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !disturbing.test(name)));
}

/**
 * Measures everything on servers of its own, one after the other.
 *
 * @throws CommandFailure when something does not start or no film is made
 */
export async function runBench(setting: BenchSetting): Promise<BenchReport> {
  const { interruption, say } = setting;
  await using folder = await temporaryFolder('bench');
  say('measuring the message rate');
  const rates = await measureMessageRates();
  if (interruption.signal.aborted) throw interruption.signal.reason as CommandFailure;
  const { films, join } = await onLine({ ...setting, env: neutral(setting.env) }, folder.path);
  const { ffmpeg } = await locateTools();
  return {
    machine: await describeMachine(rates.natsVersion, ffmpeg),
    figures: [...filmFigures(films), ...joinFigures(join), ...messageFigures(rates), ...memoryFigures(films)],
  };
}
