import type { Documents } from '@kinoline/messaging';
import type { JobState } from './director/index.js';

/**
 * What the director keeps of each job, by job id. A change is made by compare-and-set: its function is called again
 * whenever another replica was faster.
 */
export type JobStates = Pick<Documents<JobState>, 'read' | 'change'>;

/** Token of the {@link JobStates}. */
export const JOB_STATES = Symbol('JobStates');

/** Token of the model cards, a `ModelCatalogue` of contracts. */
export const CATALOGUE = Symbol('ModelCatalogue');

/** Token of the most takes of one scene, a number. */
export const TAKES_PER_SCENE = Symbol('TakesPerScene');
