import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../command/environment.js';
import type { LineFolders } from '../line/folders.js';
import { openRehearsalLine, type RehearsalLine } from './rehearsal-line.js';
import { rehearse } from './rehearse.js';
import { savePictures } from './save-pictures.js';
import { scriptWords } from './script-words.js';
import { transcriptOf } from './transcript.js';

/** What the conversation is held with. */
export interface ChatOrder {
  readonly env: Environment;
  readonly folders: LineFolders;
  /** The Markdown file; its pictures go into a folder of the same name. */
  readonly out: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const preface = `# How Kinoline talks

Made by \`npm run chat\`: two conversations as they were held with the whole line, against a sandbox that speaks Telegram's,
Replicate's and OpenAI's protocols. The pictures are what the sandbox draws; prices are the model cards'. A message with
✎ was edited in place.

Сделано командой \`npm run chat\`: два разговора со всей системой, как они прошли. Вторая половина страницы по-русски.
`;

/**
 * Holds the conversation in both languages and writes what was seen. Rejects when the bot does not do its part; what
 * was there before is only replaced when both were held.
 */
export async function writeChat(order: ChatOrder): Promise<void> {
  const stage = await openRehearsalLine(order);
  const pictures = order.out.replace(/\.md$/, '');
  try {
    await rm(pictures, { recursive: true, force: true });
    const parts: string[] = [];
    for (const locale of ['en', 'ru'] as const) parts.push(await hold(order, stage, pictures, locale));
    await writeFile(order.out, [preface, ...parts].join('\n'));
  } finally {
    await stage.stop();
  }
}

async function hold(
  { say }: ChatOrder,
  stage: RehearsalLine,
  pictures: string,
  locale: 'en' | 'ru',
): Promise<string> {
  const words = scriptWords[locale];
  say(`holding the conversation: ${locale}`);
  const person = stage.sandbox.telegram.person({ firstName: words.person, language: locale });
  const held = await rehearse({ person, stage, words, acts: [], looks: [] });
  const saved = await savePictures(person, path.resolve(pictures), locale);
  return `## ${words.title}\n\n${transcriptOf({ ...held, pictures: saved })}`;
}
