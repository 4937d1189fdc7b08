import { exitCodes } from './command/command-failure.js';
import { readEnvironment } from './command/environment.js';
import { projectRoot } from './command/root.js';
import { runCommand } from './command/run-command.js';
import { readWords } from './command/words.js';
import { runLetters } from './letters/letters-command.js';
import { readOrder } from './letters/order.js';

await runCommand(async () => {
  const words = readWords(process.argv.slice(2), (command) =>
    command
      .name('npm run letters --')
      .description('Lists the messages that were given up (dead letters), or lets one be handled again.')
      .argument('[replay]', 'the word replay; without it they are listed')
      .argument('[sequence]', 'which one, as listed')
      .option('--json', 'one JSON object instead of text'),
  );
  if (words === undefined) return exitCodes.done;
  const order = readOrder(words.args);
  const text = await runLetters(order, await readEnvironment(projectRoot), words.options['json'] === true);
  process.stdout.write(`${text}\n`);
  return exitCodes.done;
});
