import { randomUUID } from 'node:crypto';
import type { FilmStitched, JobRequested, Requester } from '@kinoline/contracts';
import type { z } from 'zod';

/** A new job's id, a UUID of version 7. */
export function newJobId(): string {
  return randomUUID().replace(/^(.{14})./, '$17');
}

/** A job as somebody asks for it. */
export function jobRequested(
  jobId: string,
  channel: Requester['channel'],
): z.input<typeof JobRequested.data> {
  const chat = channel === 'telegram' ? { chatId: '42' } : {};
  return {
    jobId,
    requester: { channel, personId: 'somebody', locale: 'en', ...chat },
    prompt: 'A fox crosses a frozen lake at dawn',
    settings: {
      model: 'veo_3_1_fast',
      quality: '720p',
      aspect: '16:9',
      secondsPerScene: 4,
      scenes: 1,
      audio: true,
      mode: 'chain',
    },
    approval: false,
    fresh: false,
  };
}

const object = (name: string, contentType: 'video/mp4' | 'image/png' | 'image/jpeg') => ({
  key: `films/${name}`,
  bytes: 1_000,
  sha256: 'a'.repeat(64),
  contentType,
});

/** A finished film of a job. */
export function filmStitched(jobId: string, cut = 1): z.output<typeof FilmStitched.data> {
  return {
    jobId,
    cut,
    film: object('film.mp4', 'video/mp4'),
    contactSheet: object('sheet.png', 'image/png'),
    thumbnail: object('thumbnail.jpg', 'image/jpeg'),
    facts: {
      seconds: 4,
      width: 1280,
      height: 720,
      framesPerSecond: 24,
      videoCodec: 'h264',
      pixelFormat: 'yuv420p',
    },
    scenes: [{ scene: 1, startsAt: 0 }],
    conformed: [],
    adaptations: [],
    warnings: [],
  };
}
