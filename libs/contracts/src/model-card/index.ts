export * from './card.js';
export * from './catalogue.js';
export * from './rendering.js';
export * from './shots.js';
export * from './model-input.js';
export * from './price.js';
export * from './estimate.js';
