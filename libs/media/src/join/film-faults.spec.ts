import { describe, expect, it } from '@jest/globals';
import { probeOf } from '../../test/probes.js';
import type { MediaProbe } from '../probe/media-probe.js';
import { filmFaults } from './film-faults.js';
import { planJoin } from './plan-join.js';

const plan = planJoin([probeOf(), probeOf()], { width: 1280, height: 720, sound: true });
const right = probeOf({ frames: 192 });

function faultsOf(probe: MediaProbe, more: { fastStart?: boolean; pictureIntact?: boolean } = {}): string[] {
  return filmFaults(plan, { probe, fastStart: true, pictureIntact: true, ...more });
}

describe('filmFaults', () => {
  it('finds nothing in the film that was planned', () => {
    expect(faultsOf(right)).toEqual([]);
  });

  it.each<[string, MediaProbe]>([
    ['it shows 191 pictures instead of 192', probeOf({ frames: 191, seconds: 8 })],
    ['it lasts 7.900 s instead of 8.000 s', probeOf({ frames: 192, seconds: 7.9 }, { seconds: 7.9 })],
    ['it is 720x1280 instead of 1280x720', probeOf({ frames: 192, width: 720, height: 1280 })],
    ['it is rotated by 90', probeOf({ frames: 192, rotation: 90 })],
    ['it holds video instead of video,audio', probeOf({ frames: 192 }, 'mute')],
    ['its sound is mp3', probeOf({ frames: 192 }, { codec: 'mp3' })],
    ['its sound ends at 7.500 s, its picture at 8.000 s', probeOf({ frames: 192 }, { seconds: 7.5 })],
  ])('says that %s', (fault, probe) => {
    expect(faultsOf(probe)).toEqual([fault]);
  });

  it('wants the index in front and the picture untouched', () => {
    expect(faultsOf(right, { fastStart: false })).toEqual(['its index stands behind its media']);
    expect(faultsOf(right, { pictureIntact: false })).toEqual(['its picture is not that of its pieces']);
  });
});
