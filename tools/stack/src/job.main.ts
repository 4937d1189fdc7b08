import { jobIdSchema } from '@kinoline/contracts';
import { exitCodes, usageFailure } from './command/command-failure.js';
import { readEnvironment } from './command/environment.js';
import { readWords } from './command/words.js';
import { projectRoot } from './command/root.js';
import { runCommand } from './command/run-command.js';
import { summarise } from './film/summary.js';
import { findJob } from './job/find-job.js';
import { historyLines, historyText } from './job/history-text.js';

await runCommand(async () => {
  const words = readWords(process.argv.slice(2), (command) =>
    command
      .name('npm run job --')
      .description('Prints the history of a job from its messages.')
      .argument('<id>', 'the job’s id')
      .option('--json', 'one JSON object instead of a table'),
  );
  if (words === undefined) return exitCodes.done;
  const id = words.args[0] ?? '';
  if (!jobIdSchema.safeParse(id).success) {
    throw usageFailure(`${id} is not a job’s id: npm run film prints it as “job”`);
  }
  const { facts } = await findJob(id, await readEnvironment(projectRoot));
  const summary = summarise(facts, { jobId: id });
  const text =
    words.options['json'] === true
      ? JSON.stringify({ ...summary, history: historyLines(facts) })
      : historyText(id, facts);
  process.stdout.write(`${text}\n`);
  return exitCodes.done;
});
