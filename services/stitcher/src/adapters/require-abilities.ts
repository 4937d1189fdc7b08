import { MediaError, type MediaRunner } from '@kinoline/media';

/** What a join needs of ffmpeg beyond its being there, and how ffmpeg says that it has it. */
const abilities: readonly {
  readonly args: readonly string[];
  readonly says: RegExp;
  readonly what: string;
}[] = [
  { args: ['-encoders'], says: / libx264 /, what: 'the encoder libx264' },
  { args: ['-encoders'], says: / aac /, what: 'the encoder aac' },
  { args: ['-h', 'bsf=setts'], says: /-dts\s/, what: 'the filter setts' },
  // Older versions drop packets at random only.
  { args: ['-h', 'bsf=noise'], says: /-drop\s/, what: 'the option drop of the filter noise' },
];

/**
 * Makes sure that ffmpeg can do what a film needs, before the first film is asked for.
 * @throws {MediaError} kind `tool-missing`, with a message that says what to do
 */
export async function requireAbilities(runner: MediaRunner): Promise<void> {
  const signal = AbortSignal.timeout(30_000);
  const answers = await Promise.all(
    abilities.map(async ({ args, says, what }) => {
      const { output } = await runner.query({ tool: 'ffmpeg', args }, { signal });
      return says.test(output) ? [] : [what];
    }),
  );
  const missing = answers.flat();
  if (missing.length === 0) return;
  throw new MediaError(
    'tool-missing',
    `${runner.tools.ffmpeg} lacks ${missing.join(', ')}: install ffmpeg 5.0 or newer with libx264 ` +
      '(Debian, Ubuntu: apt-get install ffmpeg; macOS: brew install ffmpeg) or set FFMPEG_PATH.',
  );
}
