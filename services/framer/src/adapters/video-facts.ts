import type { VideoFacts } from '@kinoline/contracts';
import type { MediaProbe } from '@kinoline/media';

/** A probe in the words of the line. Width and height are those a viewer sees. */
export function videoFactsOf({ video, audio }: MediaProbe): VideoFacts {
  const turned = video.rotation === 90 || video.rotation === 270;
  return {
    seconds: video.seconds,
    width: turned ? video.height : video.width,
    height: turned ? video.width : video.height,
    framesPerSecond: video.frameRate.num / video.frameRate.den,
    videoCodec: video.codec,
    pixelFormat: video.pixelFormat,
    ...(audio && { audio: { codec: audio.codec, sampleRate: audio.sampleRate, channels: audio.channels } }),
  };
}
