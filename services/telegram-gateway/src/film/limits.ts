import { jobSettingsSchema } from '@kinoline/contracts';

/** The least and the most of something, both allowed. */
export interface Limits {
  readonly least: number;
  readonly most: number;
}

const { secondsPerScene, scenes } = jobSettingsSchema.shape;

/** How long a scene may be, in seconds. */
export const sceneSecondsLimits = limitsOf(secondsPerScene);
/** How many scenes a film may have. */
export const scenesLimits = limitsOf(scenes);

/** Whether a number is whole and within limits. */
export function isWithin(number: number, { least, most }: Limits): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}

function limitsOf({ minValue, maxValue }: typeof scenes): Limits {
  return { least: minValue ?? 1, most: maxValue ?? Number.MAX_SAFE_INTEGER };
}
