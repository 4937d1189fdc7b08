// Starts a server and a temporary folder, tells what it started, and ends in the way it is told: nothing may outlive it.
import { startNatsServer, temporaryFolder } from '@kinoline/testing';

const folder = await temporaryFolder('parent');
const server = await startNatsServer({ shieldFromInterrupt: process.env.SAMPLE_SHIELD === '1' });
console.log(JSON.stringify({ pid: server.pid, url: server.url, folder: folder.path }));
if (process.env.SAMPLE_END === 'exit') process.exit(0);
if (process.env.SAMPLE_END === 'throw') throw new Error('unexpected');
