import { describe, expect, it } from '@jest/globals';
import { filmSize, type PixelSize } from '@kinoline/contracts';
import { clipProbe, mutedProbe } from '../test/wanted-film.js';
import { adaptationsOf, type Asked } from './adaptations.js';
import type { JoinedClip } from './ports.js';

const asked: Asked = { aspect: '16:9', quality: '1080p', audio: true };
const mute = mutedProbe();

function joined(shown: PixelSize, fit: Partial<JoinedClip['fit']> = {}): JoinedClip {
  const clip = { scene: 1, startsAt: 0, picture: 'encoded', sound: 'copied' } as const;
  return { ...clip, shown, fit: { scaled: 'no', cropped: false, ...fit } };
}

function told(wanted: Asked, ...clips: JoinedClip[]) {
  return adaptationsOf(wanted, clips, [{ probe: wanted.audio ? clipProbe : mute }]);
}

describe('adaptationsOf', () => {
  it('says nothing of a film that is as it was asked', () => {
    expect(told(asked, joined(filmSize('16:9', '1080p')))).toEqual([]);
  });

  it('says each change once', () => {
    const clip = joined({ width: 1280, height: 720 }, { scaled: 'up' });
    expect(told(asked, clip, clip)).toEqual([{ kind: 'upscaled', asked: '1080p', rendered: '720p' }]);
  });

  it('names shape and quality in the words of the settings', () => {
    const square = { ...asked, aspect: '1:1', quality: '4k' } as const;
    expect(told(square, joined({ width: 1928, height: 1076 }, { scaled: 'up', cropped: true }))).toEqual([
      { kind: 'cropped', asked: '1:1', rendered: '16:9' },
      { kind: 'upscaled', asked: '4k', rendered: '1080p' },
    ]);
    const small = { ...asked, quality: '720p' } as const;
    expect(told(small, joined({ width: 3840, height: 2160 }, { scaled: 'down' }))).toEqual([
      { kind: 'downscaled', asked: '720p', rendered: '4k' },
    ]);
  });

  it('names other sizes by their pixels, counting what is left of an upright picture', () => {
    expect(told(asked, joined({ width: 1080, height: 1350 }, { scaled: 'up', cropped: true }))).toEqual([
      { kind: 'cropped', asked: '16:9', rendered: '1080x1350' },
      { kind: 'upscaled', asked: '1080p', rendered: '608p' },
    ]);
  });

  it('tells sound that is missing or was taken out, not that of a single mute clip', () => {
    const clip = joined(filmSize('16:9', '1080p'));
    expect(adaptationsOf(asked, [clip], [{ probe: mute }])).toEqual([{ kind: 'sound-missing' }]);
    expect(adaptationsOf(asked, [clip], [{ probe: mute }, { probe: clipProbe }])).toEqual([]);
    const silent = { ...asked, audio: false };
    expect(adaptationsOf(silent, [clip], [{ probe: clipProbe }])).toEqual([{ kind: 'sound-removed' }]);
    expect(adaptationsOf(silent, [clip], [{ probe: mute }])).toEqual([]);
  });
});
