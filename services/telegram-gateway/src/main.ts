import 'reflect-metadata';
import { startService } from '@kinoline/observability';
import { gateway } from './gateway.js';

await startService(gateway);
