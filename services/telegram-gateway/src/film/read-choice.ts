import { type Aspect, aspectSchema, type Quality, qualitySchema } from '@kinoline/contracts';

/** What is counted, as people write it behind the number. The letter c of an English keyboard looks like a Russian one. */
const units = {
  seconds: /^(?:s|secs?|seconds?|[cс]|сек|секунд[ауы]?)$/i,
  scenes: /^(?:scenes?|сцен[ауы]?)$/i,
} as const;

/** A number written as `8`, `8 s` or `8 секунд`; NaN when it counts something else: `8 minutes`. */
export function readNumber(text: string, of: keyof typeof units): number | undefined {
  const [, digits, unit] = /^(\d{1,4})(?:[\s-]*(\p{L}+)\.?)?$/u.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  return unit === undefined || units[of].test(unit) ? Number(digits) : Number.NaN;
}

const qualityNames: Readonly<Record<string, Quality>> = {
  '720': '720p',
  '1080': '1080p',
  '2160': '4k',
  '2160p': '4k',
  '4к': '4k',
};

/** A quality as people write it: `1080p`, `1080`, `4K`. */
export function readQuality(text: string): Quality | undefined {
  // The letter p of a Russian keyboard looks the same.
  const name = text.trim().toLowerCase().replace(/р$/, 'p');
  return qualitySchema.safeParse(qualityNames[name] ?? name).data;
}

/** A shape as people write it: `9:16`, `9x16`, `9/16`. */
export function readAspect(text: string): Aspect | undefined {
  return aspectSchema.safeParse(text.trim().replace(/\s*[:x×х/]\s*/i, ':')).data;
}
