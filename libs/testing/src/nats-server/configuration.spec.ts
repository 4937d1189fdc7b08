import { describe, expect, it } from '@jest/globals';
import { natsConfiguration, parsePortsFile } from './configuration.js';

describe('natsConfiguration', () => {
  const wanted = { port: -1, monitorPort: -1, storeDir: '/a "b"/store', portsDir: '/tmp/ports' };

  it('listens on the loopback interface only, and quotes its folders', () => {
    expect(natsConfiguration(wanted).split('\n')).toEqual([
      'host: "127.0.0.1"',
      'port: -1',
      'http: "127.0.0.1:-1"',
      'ports_file_dir: "/tmp/ports"',
      'jetstream { store_dir: "/a \\"b\\"/store" }',
      '',
    ]);
  });

  it('limits the payload when it is told to', () => {
    expect(natsConfiguration({ ...wanted, maxPayload: 8_000_000 })).toContain('max_payload: 8000000\n');
  });
});

describe('parsePortsFile', () => {
  it('reads the addresses', () => {
    const text = '{"nats":["nats://127.0.0.1:1"],"monitoring":["http://127.0.0.1:2"]}';
    expect(parsePortsFile(text)).toEqual({ url: 'nats://127.0.0.1:1', monitorUrl: 'http://127.0.0.1:2' });
  });

  it.each(['{}', 'null', '{"nats":[]}', '{"nats":["nats://127.0.0.1:1"]}'])(
    'waits for more than %s',
    (text) => {
      expect(parsePortsFile(text)).toBeUndefined();
    },
  );
});
