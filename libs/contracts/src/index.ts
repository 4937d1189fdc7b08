export * from './media-ref.js';
export * from './ids.js';
export * from './settings.js';
export * from './money.js';
export * from './adaptation.js';
export * from './storyboard.js';
export * from './probe.js';
export * from './failure.js';
