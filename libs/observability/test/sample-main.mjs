// A service's main.ts in small, run from the build as production does; plain JavaScript, since Node runs it directly.
import { setInterval } from 'node:timers';
import { Module } from '@nestjs/common';
import {
  parseSettings,
  readinessCheck,
  secretText,
  serviceEnvironment,
  serviceSettingsOf,
  startService,
  wholeNumber,
} from '@kinoline/observability';
import { z } from 'zod';

const stuck = process.env.SAMPLE_STUCK === '1';

class Neighbour {
  onApplicationShutdown() {
    return stuck ? new Promise(() => setInterval(() => undefined, 1_000)) : undefined;
  }

  async ping() {
    // Stands for something that is there.
  }
}

class SampleModule {}
Module({ providers: [Neighbour] })(SampleModule);

const environment = z.object({
  ...serviceEnvironment,
  SAMPLE_TOKEN: secretText(),
  SAMPLE_SECONDS: wholeNumber(1, 60).default(5),
});

process.once('SIGUSR2', () => {
  throw new Error(`lost, with ${process.env.SAMPLE_TOKEN} in it`);
});

await startService({
  name: 'sample',
  version: '0.0.1',
  settings: () => serviceSettingsOf(parseSettings(environment, process.env)),
  module: () => SampleModule,
  readiness: [readinessCheck('neighbour', Neighbour, (neighbour) => neighbour.ping())],
  shutdownWithinMs: stuck ? 500 : undefined,
});
