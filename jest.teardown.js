import { setTimeout } from 'node:timers';

const patienceMs = 20_000;

/**
 * After the last test, in the process that ran them: what a failed test left open (a server, a connection) would keep it
 * from ending, and nx from showing what failed.
 */
export default function endIfSomethingIsLeftOpen() {
  const end = () => {
    console.error(`Something is still open ${patienceMs / 1_000} s after the last test: ended by force`);
    process.exit(1);
  };
  setTimeout(end, patienceMs).unref();
}
