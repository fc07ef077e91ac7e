/** How people write a span of time in settings and forms. */
const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds in `90`, `30s`, `15m`, `2h` or `1d`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})([smhd]?)$/.exec(text.trim()) ?? [];
  return count === undefined ? undefined : Number(count) * (SECONDS[unit ?? ''] ?? 1);
}

/** The shortest way to write it: `15m`, `90s`. */
export function formatDuration(seconds: number): string {
  const unit = ['d', 'h', 'm'].find((unit) => seconds % (SECONDS[unit] ?? 1) === 0 && seconds > 0) ?? 's';
  return `${seconds / (SECONDS[unit] ?? 1)}${unit}`;
}
