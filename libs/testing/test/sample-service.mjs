// A stand-in for a service: HTTP on HTTP_PORT, JSON log lines, ready after a while, told what to do by its environment.
import { createServer } from 'node:http';

const { SAMPLE_ENDS, SAMPLE_NEVER_READY, SAMPLE_MISSES, HTTP_HOST, HTTP_PORT } = process.env;
if (SAMPLE_ENDS === '1') {
  console.error('cannot start: no luck');
  process.exit(3);
}
let questions = 0;
const server = createServer((request, response) => {
  questions += 1;
  const ready = request.url === '/health/ready' && questions > 2 && SAMPLE_NEVER_READY !== '1';
  if (SAMPLE_MISSES !== undefined) {
    const error = Object.fromEntries(SAMPLE_MISSES.split(',').map((name) => [name, { status: 'down' }]));
    response.writeHead(503).end(JSON.stringify({ status: 'error', error }));
    return;
  }
  response.writeHead(ready ? 200 : 503).end(JSON.stringify(Object.keys(process.env).sort()));
});
server.listen(Number(HTTP_PORT), HTTP_HOST, () => {
  console.log('not a JSON line');
  console.log(
    JSON.stringify({ msg: 'listening', listening: `http://${HTTP_HOST}:${server.address().port}` }),
  );
});
process.on('SIGTERM', () => {
  console.log(JSON.stringify({ msg: 'ending' }));
  process.exit(0);
});
