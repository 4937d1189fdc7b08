import { exitCodes } from './command/command-failure.js';
import { readEnvironment } from './command/environment.js';
import { watchInterrupts } from './command/interrupt.js';
import { projectRoot } from './command/root.js';
import { runCommand } from './command/run-command.js';
import { readWords } from './command/words.js';
import { connectLine, givenNats } from './line/nats.js';
import { provisionLine, readProvisionChoices } from './line/provisioning.js';
import { givenStore } from './line/store.js';
import { provisionText } from './provision/provision-text.js';

await runCommand(async () => {
  const words = readWords(process.argv.slice(2), (command) =>
    command
      .name('npm run provision --')
      .description('Makes streams, consumers and buckets, reads them back and compares.')
      .option('--json', 'one JSON object instead of a table'),
  );
  if (words === undefined) return exitCodes.done;
  const env = await readEnvironment(projectRoot);
  const { signal } = watchInterrupts();
  const [choices, store] = [readProvisionChoices(env), givenStore(env)];
  const connection = await connectLine(givenNats(env), 'kinoline-provision');
  try {
    const provisioned = await provisionLine(connection, store, choices, signal);
    const text = words.options['json'] === true ? JSON.stringify(provisioned) : provisionText(provisioned);
    process.stdout.write(`${text}\n`);
    return exitCodes.done;
  } finally {
    await connection.close();
  }
});
