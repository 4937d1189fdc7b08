/** A quality as people write it: `1080p`, `4K`. */
export function qualityName(quality: string): string {
  return quality === '4k' ? '4K' : quality;
}
