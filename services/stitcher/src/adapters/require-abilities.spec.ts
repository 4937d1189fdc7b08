import { describe, expect, it } from '@jest/globals';
import { MediaRunner, type ProbeCommand } from '@kinoline/media';
import { requireAbilities } from './require-abilities.js';

const whole: Record<string, string> = {
  '-encoders': ' V....D libx264              x264\n A....D aac                  AAC\n',
  'bsf=setts': '  -pts <string>\n  -dts <string>\n',
  'bsf=noise': '  -amount <string>\n  -drop <string>\n',
};

/** An ffmpeg that answers so. */
class AnsweringRunner extends MediaRunner {
  constructor(private readonly answers: Record<string, string>) {
    super({ ffmpeg: '/opt/ffmpeg', origin: 'set path' });
  }

  override query({ args }: ProbeCommand) {
    return Promise.resolve({ output: this.answers[args.at(-1) ?? ''] ?? '', log: '' });
  }
}

describe('requireAbilities', () => {
  it('lets an ffmpeg pass that can do all', async () => {
    await expect(requireAbilities(new AnsweringRunner(whole))).resolves.toBeUndefined();
  });

  it('names what is missing and what to do', async () => {
    const old = { ...whole, '-encoders': ' A....D aac  AAC\n', 'bsf=noise': '  -dropamount <int>\n' };
    await expect(requireAbilities(new AnsweringRunner(old))).rejects.toThrow(
      /^\/opt\/ffmpeg lacks the encoder libx264, the option drop of the filter noise: install ffmpeg 5\.0/,
    );
  });
});
