import { type ClipToJoin, type JoinPlan } from '@kinoline/media';

/** An encoded picture takes about half of this, in bits for each pixel; noise takes all of it. */
const bitsPerPixel = 0.2;

/** Temporary bytes that a join may need besides its clips: the pieces made, and the film twice. */
export function filmRoom(plan: JoinPlan, clips: readonly ClipToJoin[]): number {
  const { width, height, frameRate } = plan.profile.picture;
  const bytesPerSecond = (width * height * (frameRate.num / frameRate.den) * bitsPerPixel) / 8;
  const sizes = plan.steps.map(({ picture, seconds, asIs }, index) => {
    const film = picture === 'encoded' ? seconds * bytesPerSecond : (clips[index]?.probe.bytes ?? 0);
    return { film, piece: asIs ? 0 : film };
  });
  return Math.ceil(sizes.reduce((sum, { film, piece }) => sum + 2 * film + piece, 0));
}
