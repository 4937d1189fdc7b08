import { exitCodes } from './command/command-failure.js';
import { readEnvironment } from './command/environment.js';
import { watchInterrupts } from './command/interrupt.js';
import { projectRoot } from './command/root.js';
import { runCommand } from './command/run-command.js';
import { readWords } from './command/words.js';
import { keepUp } from './start/keep-up.js';

await runCommand(async () => {
  const interruption = watchInterrupts();
  const words = readWords(process.argv.slice(2), (command) =>
    command.name('npm start --').description('Keeps the whole line up on this machine until Ctrl-C.'),
  );
  if (words === undefined) return exitCodes.done;
  interruption.atOnce.addEventListener('abort', () => process.exit(exitCodes.interrupted));
  return keepUp({
    env: await readEnvironment(projectRoot),
    interruption,
    say: (line) => void process.stdout.write(`${line}\n`),
  });
});
