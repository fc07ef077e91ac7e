/** Lengths of time in words. The browser runs this file too, to keep them true as time passes: it imports nothing. */

export interface Elapsed {
  /** `3 min ago`, `in 40 sec`, `now`: of seconds gone by. */
  distance: (seconds: number) => string;
  /** A length of time in its largest unit: `45 sec`, `12 min`, `5 hr`, `3 days`. */
  span: (seconds: number) => string;
  /** An interval as it was set: `15 min`, `90 sec`, `6 hr`. */
  interval: (seconds: number) => string;
}

type Unit = 'second' | 'minute' | 'hour' | 'day';

/** Arabic with the digits of rates and ids, which are quoted as panels write them: a table has one kind of digits. */
export function numberTag(language: string): string {
  return language === 'ar' ? 'ar-u-nu-latn' : language;
}

/** English with the day before the month and twenty-four hours. */
export function timeTag(language: string): string {
  return language === 'en' ? 'en-GB' : numberTag(language);
}

export function elapsedIn(language: string): Elapsed {
  // In Portuguese the short form ends in a full stop, which a sentence then would have twice.
  const style = language === 'pt-BR' ? 'long' : 'short';
  const relative = new Intl.RelativeTimeFormat(timeTag(language), { style, numeric: 'always' });
  const now = new Intl.RelativeTimeFormat(timeTag(language), { numeric: 'auto' }).format(0, 'second');
  // In Arabic the short units are single letters, which hardly anybody reads as hours or minutes.
  const unitDisplay = language === 'ar' ? 'long' : 'short';
  const formatOf = (unit: Unit): Intl.NumberFormat =>
    new Intl.NumberFormat(numberTag(language), { style: 'unit', unit, unitDisplay });
  const formats: Record<Unit, Intl.NumberFormat> = {
    second: formatOf('second'),
    minute: formatOf('minute'),
    hour: formatOf('hour'),
    day: formatOf('day'),
  };
  return {
    distance(seconds) {
      if (Math.abs(seconds) < 5) return now;
      const [value, unit] = largest(Math.abs(seconds));
      return relative.format(seconds < 0 ? value : -value, unit);
    },
    span(seconds) {
      const [value, unit] = largest(seconds);
      return formats[unit].format(value);
    },
    interval(seconds) {
      if (seconds % 86_400 === 0) return formats.day.format(seconds / 86_400);
      if (seconds % 3600 === 0) return formats.hour.format(seconds / 3600);
      if (seconds % 60 === 0) return formats.minute.format(seconds / 60);
      return formats.second.format(seconds);
    },
  };
}

function largest(seconds: number): [number, Unit] {
  if (seconds < 60) return [Math.round(seconds), 'second'];
  if (seconds < 3600) return [Math.floor(seconds / 60), 'minute'];
  if (seconds < 172_800) return [Math.floor(seconds / 3600), 'hour'];
  return [Math.floor(seconds / 86_400), 'day'];
}
