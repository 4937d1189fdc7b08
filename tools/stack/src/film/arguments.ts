import type { Command } from 'commander';
import { readWords, type WordsOutput } from '../command/words.js';

/** What a person typed, before anything is checked. */
export interface FilmArguments {
  readonly prompt: string;
  readonly model: string;
  readonly scenes: string;
  readonly seconds: string;
  readonly aspect: string;
  readonly quality: string;
  readonly audio: string | boolean;
  readonly mode: string;
  readonly lang: string;
  readonly out?: string;
  readonly budget?: string;
  readonly deadline?: string;
  readonly json: boolean;
}

const help = `
Examples:
  npm run film -- "A fox crosses a frozen lake at dawn" --scenes 3 --seconds 4 --out fox.mp4
  npm run film -- "Старый маяк в шторм" --lang ru --aspect 9:16 --no-audio

Without REPLICATE_API_TOKEN and OPENAI_API_KEY everything runs against a local sandbox: no money is spent.`;

function describe(command: Command): Command {
  return command
    .name('npm run film --')
    .description('Makes one film of several scenes from one prompt.')
    .argument('[prompt]', 'what the film shows, in any language')
    .option('--model <id>', 'model card to use (parameters/<id>.json)', 'veo_3_1_fast')
    .option('--scenes <count>', 'number of scenes, 1 to 20', '3')
    .option('--seconds <length>', 'length of each scene, 4 to 16 seconds', '4')
    .option('--aspect <shape>', 'shape of the film: 16:9, 9:16 or 1:1', '16:9')
    .option('--quality <size>', 'size of the film: 720p, 1080p or 4k', '720p')
    .option('--audio [on|off]', 'sound, on or off', 'on')
    .option('--no-audio', 'the same as --audio off')
    .option('--mode <mode>', 'how scenes are connected: chain', 'chain')
    .option('--out <file>', 'where the film goes (default: named after the prompt, in this folder)')
    .option('--budget <usd>', 'the most this film may cost, in US dollars')
    .option('--lang <code>', 'language of the person: en or ru', 'en')
    .option('--deadline <minutes>', 'give up after this many minutes (default: by the number of scenes)')
    .option('--json', 'the last line of standard output is one JSON object', false)
    .addHelpText('after', help)
    .showHelpAfterError('(npm run film -- --help shows every option)');
}

/** `--audio` without on or off would swallow a prompt that follows it; on is what it means. */
function withAudioValue(typed: readonly string[]): string[] {
  return typed.map((word, at) =>
    word === '--audio' && !/^(on|off)$/i.test(typed[at + 1] ?? '') ? '--audio=on' : word,
  );
}

/**
 * Reads the words after `npm run film --`.
 *
 * @returns undefined when the person asked for help, which has been written
 * @throws WrongWords with exit code 2
 */
export function readFilmArguments(typed: readonly string[], output: WordsOutput): FilmArguments | undefined {
  const words = readWords(withAudioValue(typed), describe, output);
  if (words === undefined) return undefined;
  return { ...(words.options as unknown as Omit<FilmArguments, 'prompt'>), prompt: words.args[0] ?? '' };
}
