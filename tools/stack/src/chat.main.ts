import path from 'node:path';
import { temporaryFolder } from '@kinoline/testing';
import { writeChat } from './chat/chat-command.js';
import { exitCodes } from './command/command-failure.js';
import { readEnvironment } from './command/environment.js';
import { watchInterrupts } from './command/interrupt.js';
import { projectRoot } from './command/root.js';
import { runCommand } from './command/run-command.js';
import { readWords } from './command/words.js';
import { foldersIn } from './line/folders.js';

await runCommand(async () => {
  const words = readWords(process.argv.slice(2), (command) =>
    command
      .name('npm run chat --')
      .description(
        'Talks with the bot in both languages, on a line with a sandbox, and writes down what was seen.',
      )
      .option('--out <file>', 'the Markdown file', path.join(projectRoot, 'docs/chat.md')),
  );
  if (words === undefined) return exitCodes.done;
  const folder = await temporaryFolder('chat');
  try {
    await writeChat({
      env: await readEnvironment(projectRoot),
      folders: foldersIn(path.join(folder.path, 'line')),
      out: String(words.options['out']),
      say: (line) => void process.stderr.write(`${line}\n`),
      signal: watchInterrupts().signal,
    });
  } finally {
    await folder.remove();
  }
  return exitCodes.done;
});
