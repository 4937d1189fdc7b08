import { ScenesPlanned } from '@kinoline/contracts';
import type { z } from 'zod';

/** What ScenesPlanned says of a job besides its identity and its cut: storyboard, settings in force, estimate, who planned it. */
export const planSchema = ScenesPlanned.data.omit({ jobId: true, revision: true, cut: true, scope: true });
/** See {@link planSchema}. */
export type Plan = z.infer<typeof planSchema>;
