import { describe, expect, it } from '@jest/globals';
import { probeOf } from '../../test/probes.js';
import { conformCommand } from './conform-command.js';
import { joinCommand } from './join-command.js';
import { planJoin } from './plan-join.js';

const target = { width: 1280, height: 720, sound: true };
const files = { list: '/work/pieces.ffconcat', film: '/work/film.mp4', pictureHash: '/work/pieces.md5' };

describe('joinCommand', () => {
  const plan = planJoin([probeOf(), probeOf()], target);
  const { inputs, outputs } = joinCommand(plan, files, { faststart: true });

  it('opens nothing but mp4 files beside the list', () => {
    const options = inputs[0]?.options.join(' ');
    expect(inputs[0]?.source).toBe('file:/work/pieces.ffconcat');
    expect(options).toBe(
      '-f concat -safe 1 -auto_convert 0 -protocol_whitelist file -format_whitelist concat,mov',
    );
  });

  it('copies picture and sound into a fast-start mp4', () => {
    const options = outputs[0]?.options.join(' ');
    expect(options).toMatch(/^-map 0:v:0 -c:v copy -bsf:v setts=\S+ -map 0:a:0 -c:a copy/);
    expect(options).toContain('-movflags +faststart');
  });

  it('maps no sound into a silent film, and a track of silence where all clips are mute', () => {
    const silent = joinCommand(planJoin([probeOf()], { ...target, sound: false }), files, {
      faststart: true,
    });
    expect(silent.outputs[0]?.options.join(' ')).not.toContain(':a');
    const mute = joinCommand(planJoin([probeOf({}, 'mute')], target), files, { faststart: true });
    expect(mute.inputs[1]).toEqual({
      source: 'anullsrc=r=48000:cl=stereo',
      options: ['-f', 'lavfi', '-t', '4.000000'],
    });
  });
});

describe('conformCommand', () => {
  const conform = (...[video, audio]: Parameters<typeof probeOf>) => {
    const probe = probeOf(video, audio);
    const plan = planJoin([probeOf({ frames: 200 }), probe], target);
    const command = conformCommand(
      { path: '/in.mp4', probe, step: plan.steps[1]!, piece: '/out.mp4' },
      plan.profile,
    );
    return {
      inputs: command.inputs.map(({ source }) => source),
      options: command.outputs[0]?.options.join(' '),
    };
  };

  it('copies the picture of a mute clip and encodes silence', () => {
    const { inputs, options } = conform({}, 'mute');
    expect(inputs).toEqual(['file:/in.mp4', 'anullsrc=r=48000:cl=stereo']);
    expect(options).toContain('-map 0:v:0 -c:v copy -map 1:a:0 -c:a aac');
  });

  it('copies the sound of a clip whose picture differs', () => {
    const { options } = conform({ width: 720, height: 1280 });
    expect(options).toContain('-c:v libx264');
    expect(options).toContain('scale=w=1280:h=720:force_original_aspect_ratio=increase:flags=lanczos');
    expect(options).toContain('crop=1280:720');
    expect(options).toContain('-map 0:a:0 -c:a copy');
  });

  it('makes pixels square before it fits the picture in', () => {
    const { options } = conform({ width: 960, sampleAspectRatio: { num: 4, den: 3 } });
    expect(options).toContain("scale=w='max(2,trunc(iw*4/3/2)*2)':h=ih:flags=lanczos,setsar=1,scale=w=1280");
  });

  it('reads small untagged pictures as BT.601', () => {
    expect(conform({ width: 640, height: 360 }).options).toContain(
      'in_color_matrix=bt601:out_color_matrix=bt709',
    );
    expect(conform({ width: 1920, height: 1080 }).options).toContain('in_color_matrix=bt709');
  });
});
