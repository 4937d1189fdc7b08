/**
 * Runs a command of this tool: builds what has changed, quietly, then loads it. `node tools/stack/run.js film …`
 * Plain JavaScript, since it must run before anything is built.
 */
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';

if (Number(process.versions.node.split('.')[0]) < 22) {
  process.stderr.write(
    `Node.js ${process.versions.node} is too old here: use npm run ${process.argv[2]}, which brings its own\n`,
  );
  process.exit(1);
}

const root = path.resolve(import.meta.dirname, '../..');
const [command, ...words] = process.argv.slice(2);

/** Resolves to what the build wrote and how it ended. */
function build() {
  const nx = path.join(root, 'node_modules/nx/dist/bin/nx.js');
  // No daemon: nothing may be left running. No terminal interface: the output is only read when it fails.
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
  const child = spawn(process.execPath, [nx, 'run-many', '-t', 'build'], { cwd: root, env });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, output: Buffer.concat(output) }));
  });
}

const slow = setTimeout(() => process.stderr.write('building what has changed …\n'), 5_000);
const { status, output } = await build();
clearTimeout(slow);
if (status !== 0) {
  process.stderr.write(output);
  process.stderr.write('the build failed: see above\n');
  process.exit(1);
}
const script = path.join(import.meta.dirname, 'dist', `${command}.main.js`);
process.argv = [process.argv[0] ?? 'node', script, ...words];
await import(script);
