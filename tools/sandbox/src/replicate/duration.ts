/** Milliseconds of a Cancel-After header such as `90`, `30s`, `5m` or `1h30m45s`; undefined when it is malformed or under 5 s. */
export function parseCancelAfter(header: string): number | undefined {
  if (/^\d+$/.test(header)) return atLeastFiveSeconds(Number(header) * 1_000);
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(header.trim());
  if (!parts || header.trim() === '') return undefined;
  const [hours, minutes, seconds] = [parts[1], parts[2], parts[3]].map((part) => Number(part ?? 0));
  return atLeastFiveSeconds((((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1_000);
}

function atLeastFiveSeconds(ms: number): number | undefined {
  return ms >= 5_000 ? ms : undefined;
}

/** Milliseconds that `Prefer: wait` or `Prefer: wait=5` asks to wait, 60 s at most; 0 without it. */
export function parsePreferWait(header: string | string[] | undefined): number {
  const parts = /\bwait(?:=(\d+))?/.exec([header ?? ''].flat().join(','));
  return parts ? Math.min(60, Number(parts[1] ?? 60)) * 1_000 : 0;
}
