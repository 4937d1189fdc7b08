import {
  adaptationSchema,
  cutNumberSchema,
  mediaRefSchema,
  modelIdSchema,
  sceneFailureCodeSchema,
  SceneRequested,
} from '@kinoline/contracts';
import { z } from 'zod';

/** A point in time: milliseconds since 1970 in UTC. */
const instantSchema = z.int().nonnegative();

/** An amount of money: millionths of a US dollar, so that sums are exact. */
export const microUsdSchema = z.int().nonnegative();

/** The provider's id of a prediction; it becomes part of a key, so only letters, digits and dashes. */
export const predictionIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,100}$/);

/** What is wanted, written down before anything is sent. Never changes afterwards. */
const intentSchema = z.strictObject({
  /** Takes that were recorded before jobs had several cuts are of the first. */
  request: SceneRequested.data.extend({ cut: cutNumberSchema.default(1) }),
  /** Card of the model that renders it. */
  model: modelIdSchema,
  /** What the take will cost if it succeeds. */
  priceMicroUsd: microUsdSchema,
  /** How long the provider usually needs, in seconds; guides the polling. */
  expectedSeconds: z.number().nonnegative(),
  /** Names this attempt towards the provider; cannot be guessed. */
  token: z.string().regex(/^[A-Za-z0-9_-]{20,64}$/),
  /** When the intent was recorded; its UTC day is the day whose budgets pay. */
  at: instantSchema,
  /** W3C trace context of the message that asked for it. */
  trace: z.record(z.string(), z.string()),
});
/** See {@link Take}. */
export type Intent = z.infer<typeof intentSchema>;

/** What was sent to the provider, kept to find the prediction again and to tell the line about it. */
const sentSchema = z.strictObject({
  /** The provider's name of the model. */
  model: z.string(),
  /** Its inputs without the pictures. */
  inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Names of the inputs that may hold a picture. */
  pictures: z.array(z.string()),
  /** Webhook address that names this attempt. */
  webhook: z.string().optional(),
  adaptations: z.array(adaptationSchema),
});
/** See {@link Take}. */
export type Sent = z.infer<typeof sentSchema>;

const waitingSchema = z.strictObject({
  name: z.literal('waiting'),
  predictionId: predictionIdSchema,
  since: instantSchema,
  /** Whether the provider was told to cancel. */
  cancelSent: z.boolean(),
});

const stateSchema = z.discriminatedUnion('name', [
  /** Recorded; nothing has been sent. Not to be sent before `notBefore`. */
  z.strictObject({ name: z.literal('intended'), notBefore: instantSchema }),
  /** The one request may be on its way. `sender` is the fence: only the code that wrote it may send. */
  z.strictObject({ name: z.literal('sending'), sender: z.string(), since: instantSchema }),
  /** The prediction exists and runs. */
  waitingSchema,
  /** The prediction succeeded; its file is being copied. */
  z.strictObject({
    name: z.literal('copying'),
    predictionId: predictionIdSchema,
    output: z.url(),
    providerSeconds: z.number().nonnegative(),
    since: instantSchema,
  }),
  /** The file is in the store; not yet told. */
  z.strictObject({
    name: z.literal('done'),
    predictionId: predictionIdSchema,
    clip: mediaRefSchema,
    providerSeconds: z.number().nonnegative(),
  }),
  /** No clip will come; not yet told. */
  z.strictObject({
    name: z.literal('failed'),
    predictionId: predictionIdSchema.optional(),
    code: sceneFailureCodeSchema,
    detail: z.string().max(2000),
    retakeMayHelp: z.boolean(),
    costMicroUsd: microUsdSchema,
  }),
]);
/** Where a take stands. */
export type TakeState = z.infer<typeof stateSchema>;
/** The names of the states. */
export type TakeStateName = TakeState['name'];

/** A take whose end has not been told yet: everything any replica needs to carry it on. */
export const openTakeSchema = z.strictObject({
  version: z.literal(1),
  intent: intentSchema,
  sent: sentSchema.optional(),
  /** Set when the prediction is to be stopped, and why. */
  stop: z.strictObject({ because: z.enum(['cancelled', 'provider-timeout']), at: instantSchema }).optional(),
  /** Raised by a webhook: whoever keeps the take looks at once. */
  nudges: z.int().nonnegative(),
  /** The replica that works on it, until when unless renewed. */
  lease: z.strictObject({ owner: z.string(), until: instantSchema }).optional(),
  state: stateSchema,
});

/** A take whose end was told and whose budgets were settled: kept small, so that it is never started again. */
export const settledTakeSchema = z.strictObject({
  version: z.literal(1),
  settled: z.strictObject({
    outcome: z.union([z.literal('done'), sceneFailureCodeSchema]),
    costMicroUsd: microUsdSchema,
    predictionId: predictionIdSchema.optional(),
    at: instantSchema,
  }),
});

/** What stands in the store under a take's key. */
export const takeSchema = z.union([openTakeSchema, settledTakeSchema]);
/** See {@link openTakeSchema}. */
export type OpenTake = z.infer<typeof openTakeSchema>;
/** See {@link settledTakeSchema}. */
export type SettledTake = z.infer<typeof settledTakeSchema>;
/** One paid attempt at a scene. */
export type Take = OpenTake | SettledTake;

/** Whether there is still something to do. */
export function isOpen(take: Take): take is OpenTake {
  return 'intent' in take;
}

/** A take in one certain state. */
export type TakeIn<Name extends TakeStateName> = OpenTake & {
  readonly state: Extract<TakeState, { name: Name }>;
};

/** Whether a take stands in a certain state. */
export function isIn<Name extends TakeStateName>(take: OpenTake, name: Name): take is TakeIn<Name> {
  return take.state.name === name;
}

/** The prediction that belongs to a take, once it is known. */
export function predictionIdOf(take: Take): string | undefined {
  if (!isOpen(take)) return take.settled.predictionId;
  return 'predictionId' in take.state ? take.state.predictionId : undefined;
}
