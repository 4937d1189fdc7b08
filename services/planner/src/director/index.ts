export { decide, type Said } from './decide.js';
export { evolve } from './evolve.js';
export type { DirectorFact } from './fact.js';
export { totalCostUsd } from './losses.js';
export { type JobEnd, type JobState, jobStateSchema } from './state.js';
