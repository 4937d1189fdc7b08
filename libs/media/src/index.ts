export * from './command.js';
export * from './media-error.js';
export * from './locate.js';
export * from './runner.js';
export * from './probe/media-probe.js';
export * from './probe/probe.js';
