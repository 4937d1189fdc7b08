import { imageSize } from 'image-size';
import { runFfmpeg } from '../clips/ffmpeg.js';
import type { TelegramFiles } from './files.js';
import type { MediaFile } from './model.js';

const previewSide = 90;

/** The sizes of a photo that a person sent, smallest first, as Telegram gives them: a preview and the whole. */
export async function photoSizes(bytes: Uint8Array, files: TelegramFiles): Promise<MediaFile[]> {
  const { width, height } = imageSize(bytes);
  const names = { name: 'photo.jpg', contentType: 'image/jpeg' };
  const whole = await files.put(bytes, names, 'photo', { width, height });
  const source = files.find(whole.file_id)?.path ?? '';
  const target = `${await files.freshPath()}.jpg`;
  const scale = previewSide / Math.max(width, height);
  const size = { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
  const quiet = ['-hide_banner', '-nostdin', '-loglevel', 'error', '-y'];
  const picture = ['-vf', `scale=${size.width}:${size.height}`, '-frames:v', '1', '-update', '1'];
  await runFfmpeg([...quiet, '-i', source, ...picture, target]);
  return [await files.adopt(target, 'photo', size), whole];
}
