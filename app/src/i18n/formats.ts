/** Numbers, dates and lengths of time as each language writes them, by `Intl`; made once for each language. */
import { elapsedIn, numberTag, timeTag, type Elapsed } from './elapsed.ts';
import type { Language } from './languages.ts';

export interface Formats extends Elapsed {
  /** What `Intl` is asked with. */
  tag: string;
  /** Grouped digits: `1,234`. */
  whole: (value: number | bigint) => string;
  /** `+1,234`, `−5` */
  signed: (value: number) => string;
  /** `12.5K` */
  compact: (value: number) => string;
  /** What stands between the whole and the fraction. */
  decimalSign: string;
  /** A share of one, `99.98%`, with up to two decimals, never rounded up. */
  share: (value: number) => string;
  /** The same with both decimals, for a column of them. */
  alignedShare: (value: number) => string;
  /** A difference that is a decimal string, with its sign: `+5.04%`. */
  signedPercent: (value: string) => string;
  /** The same with one decimal, for a column of them. */
  alignedPercent: (value: string) => string;
  /** `840 ms`, `2.4 sec` */
  milliseconds: (value: number) => string;
  /** `52 kB` */
  bytes: (value: number) => string;
  /** `23 Nov 2026` */
  date: (at: Date) => string;
  /** `23 Nov 2026, 07:45 UTC` */
  moment: (at: Date) => string;
  /** `Monday, 23 November 2026` */
  day: (at: Date) => string;
  /** `07:45` */
  clock: (at: Date) => string;
  /** A country by its two letters, in capitals; the letters where it has no name. */
  country: (code: string) => string;
  /** `a, b, c` */
  list: (items: readonly string[]) => string;
}

export function formatsIn(language: Language): Formats {
  const tag = numberTag(language);
  const number = (options: Intl.NumberFormatOptions): Intl.NumberFormat =>
    new Intl.NumberFormat(tag, options);
  const unit = (name: string, decimals = 0, unitDisplay: 'short' | 'narrow' = 'short'): Intl.NumberFormat =>
    number({
      style: 'unit',
      unit: name,
      unitDisplay,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  const time = (options: Intl.DateTimeFormatOptions): ((at: Date) => string) => {
    const format = new Intl.DateTimeFormat(timeTag(language), { timeZone: 'UTC', ...options });
    return (at) => format.format(at);
  };
  const whole = number({});
  const signed = number({ signDisplay: 'exceptZero' });
  const compact = number({ notation: 'compact', maximumFractionDigits: 1 });
  const share = number({ style: 'percent', maximumFractionDigits: 2 });
  const alignedShare = number({ style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const alignedPercent = number({
    style: 'unit',
    unit: 'percent',
    signDisplay: 'always',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const percent = number({
    style: 'unit',
    unit: 'percent',
    signDisplay: 'always',
    maximumFractionDigits: 2,
  });
  const [ms, seconds] = [unit('millisecond'), unit('second', 1)];
  const [one, kilo, mega] = [unit('byte', 0, 'narrow'), unit('kilobyte'), unit('megabyte', 1)];
  const calendar = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const hands = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const list = new Intl.ListFormat(tag, { type: 'unit', style: 'short' });
  const countries = new Intl.DisplayNames(tag, { type: 'region' });
  return {
    ...elapsedIn(language),
    tag,
    whole: (value) => whole.format(value),
    signed: (value) => signed.format(value).replace('-', '−'),
    compact: (value) => compact.format(value),
    decimalSign:
      number({})
        .formatToParts(0.5)
        .find(({ type }) => type === 'decimal')?.value ?? '.',
    share: (value) => share.format(Math.floor(value * 10_000) / 10_000),
    alignedShare: (value) => alignedShare.format(Math.floor(value * 10_000) / 10_000),
    alignedPercent: (value) => (isDecimal(value) ? alignedPercent.format(value).replace('-', '−') : value),
    signedPercent: (value) => (isDecimal(value) ? percent.format(value).replace('-', '−') : value),
    milliseconds: (value) => (value < 1000 ? ms.format(value) : seconds.format(value / 1000)),
    bytes(value) {
      if (value < 1000) return one.format(value);
      return value < 1_000_000 ? kilo.format(value / 1000) : mega.format(value / 1_000_000);
    },
    date: time(calendar),
    moment: time({ ...calendar, ...hands, timeZoneName: 'short' }),
    day: time({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    clock: time(hands),
    country: (code) => countries.of(code) ?? code,
    list: (items) => list.format(items),
  };
}

function isDecimal(text: string): text is `${number}` {
  return /^[+-]?\d+(\.\d+)?$/.test(text);
}
