import { jobIdSchema, sceneNumberSchema, takeNumberSchema } from '@kinoline/contracts';

/** What a take is called: its job, its scene, its number. */
export interface TakeIdentity {
  readonly jobId: string;
  readonly scene: number;
  readonly take: number;
}

/** Key of a take in the bucket: `<job>.<scene>.<take>`. */
export function takeKeyOf({ jobId, scene, take }: TakeIdentity): string {
  return `${jobId}.${scene}.${take}`;
}

/** The identity in a key, or undefined for the key of something else. */
export function takeIdentityOf(key: string): TakeIdentity | undefined {
  const [job, sceneText, takeText, ...rest] = key.split('.');
  const jobId = jobIdSchema.safeParse(job);
  const scene = sceneNumberSchema.safeParse(Number(sceneText));
  const take = takeNumberSchema.safeParse(Number(takeText));
  if (rest.length > 0 || !jobId.success || !scene.success || !take.success) return undefined;
  return { jobId: jobId.data, scene: scene.data, take: take.data };
}

/** What a webhook address carries: where the take is kept, and the secret that proves who was given the address. */
export function webhookTokenOf(key: string, token: string): string {
  return `${key}.${token}`;
}

/** Takes a webhook token apart, or undefined when it is not one. */
export function readWebhookToken(text: string): { readonly key: string; readonly token: string } | undefined {
  const cut = text.lastIndexOf('.');
  const key = text.slice(0, Math.max(cut, 0));
  return takeIdentityOf(key) ? { key, token: text.slice(cut + 1) } : undefined;
}
