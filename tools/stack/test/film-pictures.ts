import { nearestPrompt, panelPoints, type Rgb } from '@kinoline/sandbox';
import { execa } from 'execa';

/** What ffprobe says of a film. */
export interface FilmFacts {
  readonly seconds: number;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  /** Codecs in the order of the streams. */
  readonly codecs: readonly string[];
}

interface ProbeAnswer {
  readonly format: { readonly duration: string };
  readonly streams: readonly {
    readonly codec_name: string;
    readonly width?: number;
    readonly height?: number;
    readonly nb_read_packets?: string;
  }[];
}

/** Probes a film with ffprobe itself, not with the code that made it. */
export async function probeFilm(file: string): Promise<FilmFacts> {
  const wanted = ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', '-count_packets'];
  const { stdout } = await execa('ffprobe', [...wanted, file]);
  const { format, streams } = JSON.parse(stdout) as ProbeAnswer;
  const picture = streams.find(({ width }) => width !== undefined);
  return {
    seconds: Number(format.duration),
    frames: Number(picture?.nb_read_packets),
    width: picture?.width ?? 0,
    height: picture?.height ?? 0,
    codecs: streams.map(({ codec_name }) => codec_name),
  };
}

/** One frame as red, green and blue bytes, by its number from 0. */
async function frameOf(file: string, frame: number): Promise<Uint8Array> {
  const select = ['-vf', `select=eq(n\\,${frame}),scale=in_color_matrix=bt709:in_range=tv,format=rgb24`];
  const { stdout } = await execa(
    'ffmpeg',
    ['-v', 'error', '-i', file, ...select, '-frames:v', '1', '-f', 'rawvideo', '-'],
    { encoding: 'buffer' },
  );
  return stdout;
}

function meanAround(
  pixels: Uint8Array,
  { width, height }: FilmFacts,
  point: { x: number; y: number; radius: number },
): Rgb {
  const side = Math.min(width, height);
  const [centreX, centreY] = [width / 2 + point.x * side, height / 2 + point.y * side];
  const reach = Math.floor((point.radius * side) / 2);
  const sum = [0, 0, 0];
  let counted = 0;
  for (let y = Math.round(centreY) - reach; y <= centreY + reach; y += 2) {
    for (let x = Math.round(centreX) - reach; x <= centreX + reach; x += 2) {
      const at = (y * width + x) * 3;
      for (const channel of [0, 1, 2]) sum[channel]! += pixels[at + channel] ?? 0;
      counted += 1;
    }
  }
  return [sum[0]! / counted, sum[1]! / counted, sum[2]! / counted];
}

/** Which of the prompts a frame of a sandbox film shows: its index. */
export async function promptShown(
  file: string,
  facts: FilmFacts,
  frame: number,
  prompts: readonly string[],
): Promise<number> {
  const pixels = await frameOf(file, frame);
  const [left, centre, right] = panelPoints.map((point) => meanAround(pixels, facts, point));
  return nearestPrompt([left!, centre!, right!], prompts);
}

/** Structural similarity of two frames of a film, by ffmpeg's own filter. */
export async function similarity(file: string, frame: number, other: number): Promise<number> {
  const pick = (number: number): string => `select=eq(n\\,${number}),setpts=0`;
  const graph = `[0:v]split[a][b];[a]${pick(frame)}[x];[b]${pick(other)}[y];[x][y]ssim`;
  const { stderr } = await execa('ffmpeg', [
    '-i',
    file,
    '-lavfi',
    graph,
    '-frames:v',
    '1',
    '-f',
    'null',
    '-',
  ]);
  const all = /All:([0-9.]+)/.exec(stderr)?.[1];
  if (all === undefined) throw new Error(`no similarity in: ${stderr.slice(-300)}`);
  return Number(all);
}
