import { markdownTable, plainTable } from './bench/figure.js';
import { runBench } from './bench/run-bench.js';
import { exitCodes } from './command/command-failure.js';
import { readEnvironment } from './command/environment.js';
import { watchInterrupts } from './command/interrupt.js';
import { projectRoot } from './command/root.js';
import { runCommand } from './command/run-command.js';
import { readWords } from './command/words.js';

await runCommand(async () => {
  const words = readWords(process.argv.slice(2), (command) =>
    command
      .name('npm run bench --')
      .description('Measures overhead, joining, message rate and memory on this machine.')
      .option('--markdown', 'a Markdown table'),
  );
  if (words === undefined) return exitCodes.done;
  const { machine, figures } = await runBench({
    env: await readEnvironment(projectRoot),
    interruption: watchInterrupts(),
    say: (line) => void process.stderr.write(`${line}\n`),
  });
  const table = words.options['markdown'] === true ? markdownTable : plainTable;
  process.stdout.write(`${machine}\n\n${table(figures)}\n`);
  return exitCodes.done;
});
