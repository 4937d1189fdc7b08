import { describe, expect, it } from '@jest/globals';
import { createMinioMediaStore } from './minio-media-store.js';

const settings = {
  endpoint: 'http://store.internal:9000',
  region: 'us-east-1',
  bucket: 'media',
  accessKey: 'key',
  secretKey: 'the-secret',
};

describe('presignGet', () => {
  it('asks nobody, and signs for the address the world uses', async () => {
    const store = createMinioMediaStore({ ...settings, publicEndpoint: 'https://media.example.org' });
    const url = new URL(await store.presignGet('films/1/film.mp4', { seconds: 900 }));
    expect(`${url.origin}${url.pathname}`).toBe('https://media.example.org/media/films/1/film.mp4');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('900');
    expect(url.href).not.toContain('the-secret');
  });

  it('signs for the one address where there is no other', async () => {
    const url = await createMinioMediaStore(settings).presignGet('films/1/film.mp4', { seconds: 60 });
    expect(url).toMatch(/^http:\/\/store\.internal:9000\/media\/films\/1\/film\.mp4\?/);
  });
});
