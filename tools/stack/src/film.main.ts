import { readEnvironment } from './command/environment.js';
import { watchInterrupts } from './command/interrupt.js';
import { projectRoot } from './command/root.js';
import { runCommand } from './command/run-command.js';
import { filmCommand } from './film/film-command.js';

await runCommand(async () => {
  const interruption = watchInterrupts();
  const env = await readEnvironment(projectRoot);
  const { stdout, stderr } = process;
  return filmCommand(process.argv.slice(2), { env, interruption, stdout, stderr });
});
