/** An mp4 of picture and sound alone, the picture's clock at so many ticks a second; no metadata from outside. */
export function cleanMp4(timescale: number): string[] {
  return [
    ...['-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-video_track_timescale', String(timescale), '-f', 'mp4'],
  ];
}

/** The index stands before the media, so that playing can start before all is loaded. */
export const fastStart: readonly string[] = ['-movflags', '+faststart'];
