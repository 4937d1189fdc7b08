export { decide, type Said } from './decide.js';
export { evolve } from './evolve.js';
export type { Budgets, DirectorFact, JobChange } from './fact.js';
export { totalCostUsd } from './losses.js';
export { clipOf } from './scene-status.js';
export { scopeOf, withClip, withoutClip } from './scope.js';
export {
  isResting,
  type JobRest,
  type JobState,
  jobStateSchema,
  revisionOf,
  type TakeIdentity,
} from './state.js';
