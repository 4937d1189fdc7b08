import { ffmpeg, h264, pattern, tone } from './clips.js';

/** Clips of 320 x 180 on which a careless probe or last frame goes wrong. */
export const oddClips: Record<string, (file: string) => Promise<void>> = {
  plain: (file) => ffmpeg(...pattern('320x180', 2), ...h264, '-bf', '0', file),
  'B-frames': (file) => ffmpeg(...pattern('320x180', 2), ...h264, '-bf', '5', '-b_strategy', '0', file),
  'variable frame rate': (file) =>
    ffmpeg(
      ...pattern('320x180', 3, '30'),
      '-vf',
      "select='not(mod(n,7))+lt(n,20)'",
      '-vsync',
      'vfr',
      ...h264,
      file,
    ),
  'sound three seconds longer than the picture': (file) =>
    ffmpeg(...pattern('320x180', 2), ...tone(5), ...h264, '-c:a', 'aac', file),
  'picture longer than the sound': (file) =>
    ffmpeg(...pattern('320x180', 3), ...tone(1), ...h264, '-c:a', 'aac', file),
  'picture that starts late': (file) =>
    ffmpeg('-itsoffset', '0.7', ...pattern('320x180', 2), ...tone(3), ...h264, '-c:a', 'aac', file),
  'one long group of pictures': (file) => ffmpeg(...pattern('320x180', 4), ...h264, '-g', '9999', file),
  'a single picture': (file) => ffmpeg(...pattern('320x180', 1, '1'), ...h264, file),
  'cut out by an edit list': async (file) => {
    await ffmpeg(...pattern('320x180', 4), ...h264, '-g', '24', `${file}.whole.mp4`);
    await ffmpeg('-ss', '1.3', '-i', `${file}.whole.mp4`, '-t', '1.5', '-c', 'copy', file);
  },
  '10 bit HEVC': (file) =>
    ffmpeg(
      ...pattern('320x180', 2),
      '-c:v',
      'libx265',
      '-pix_fmt',
      'yuv420p10le',
      '-x265-params',
      'log-level=error',
      file,
    ),
};
