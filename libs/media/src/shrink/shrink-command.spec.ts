import { describe, expect, it } from '@jest/globals';
import { probeOf } from '../../test/probes.js';
import { planShrink } from './plan-shrink.js';
import { shrinkCommand, surveyCommand } from './shrink-command.js';

const film = probeOf({ width: 1920, height: 1080, frames: 24 * 180 });

function workFor(probe = film) {
  const plan = planShrink(probe, 49_500_000);
  if (plan === undefined) throw new Error('no plan');
  return { film: '/work/film.mp4', video: probe.video, plan, notes: '/work/notes' };
}

const survey = surveyCommand(workFor());
const encode = shrinkCommand(workFor(), '/work/smaller.mp4');
const optionsOf = ({ outputs }: typeof survey): string => outputs[0]?.options.join(' ') ?? '';

describe('the two passes', () => {
  it('see the very same pictures at the very same rate', () => {
    const about = (command: typeof survey) => /-vf .* -passlogfile \S+/.exec(optionsOf(command))?.[0];
    expect(about(survey)).toBe(about(encode));
    expect(about(encode)).toContain('-frames:v 4320');
    expect(about(encode)).toMatch(
      /fps=24\/1,tpad=\S+,scale=w=1280:h=720:flags=lanczos:in_color_matrix=bt709/,
    );
    expect(about(encode)).toMatch(/-b:v (\d+) -maxrate \d+ -bufsize \d+ -g 48 -passlogfile \/work\/notes/);
  });

  it('write notes first, then a fast-start mp4 with sound', () => {
    expect(survey.outputs[0]?.file).toBe('/dev/null');
    expect(optionsOf(survey)).toMatch(/-pass 1 -f null$/);
    expect(optionsOf(survey)).not.toContain('0:a');
    expect(encode.outputs[0]?.file).toBe('/work/smaller.mp4');
    expect(optionsOf(encode)).toContain('-pass 2 -map 0:a:0 -c:a aac -b:a 128000 -ar 48000');
    expect(optionsOf(encode)).toContain('-pix_fmt yuv420p');
    expect(optionsOf(encode)).toMatch(/-f mp4 -movflags \+faststart$/);
  });

  it('map no sound where there is none', () => {
    const mute = probeOf({ frames: 24 * 180 }, 'mute');
    expect(optionsOf(shrinkCommand(workFor(mute), '/work/smaller.mp4'))).not.toContain('-c:a');
  });

  it('open the film as mp4 and as nothing else', () => {
    for (const { inputs } of [survey, encode]) {
      expect(inputs).toEqual([
        { source: 'file:/work/film.mp4', options: ['-f', 'mov', '-protocol_whitelist', 'file'] },
      ]);
    }
  });
});
