/**
 * Numbers as panels write them. Each function answers with the value, with `null` when nothing is stated, and with
 * `undefined` when something is stated that cannot be read: the caller reports that and goes on.
 * Source: docs/panel-api.md, "Numbers".
 */
import type { Json } from './catalog.ts';
import { NO_LIMIT, NUMBER_CHARS_MAX, REFILL_DAYS_LIFETIME } from './limits.ts';
import { htmlToText } from './panel-text.ts';

/** What a lone comma means in the rates of one catalog: `0,90` or `25,947`. */
export type CommaHabit = 'decimal' | 'thousands';

/**
 * Reads a rate as a decimal string, digits as quoted: `"0.90"` stays `"0.90"`, `"$1,234.50"` is `"1234.50"`, the
 * number `1e-7` is `"0.0000001"`. Never goes through float arithmetic. `habit` decides what a lone comma is.
 */
export function parseRate(
  value: Json | undefined,
  habit: CommaHabit = 'thousands',
): string | null | undefined {
  if (typeof value === 'string') {
    if (isPlainDecimal(value)) return value;
    return rateFromText(value, habit);
  }
  if (typeof value === 'number') {
    if (!(value >= 0 && Number.isFinite(value))) return undefined;
    const written = String(value);
    return written.indexOf('e') === -1 ? written : withoutExponent(written);
  }
  return value === null || value === undefined ? null : undefined;
}

/**
 * Reads a minimum or maximum as whole units: `"50.000"`, `"2 147 483 647"`, `"10K"`. In quantities `.`, `,` and a
 * space before groups of three are thousands. `null` also stands for "no limit" (2147483647 and the like, `-1`, `∞`).
 */
export function parseQuantity(value: Json | undefined): number | null | undefined {
  if (typeof value === 'number') return wholeUnits(value);
  if (typeof value === 'string') {
    if (value === '') return null;
    const units = plainUnits(value);
    return units === -1 ? quantityFromText(value) : wholeUnits(units);
  }
  return value === null || value === undefined ? null : undefined;
}

/** Reads a flag: true, 1, "1", "Yes" and their opposites in the languages of panels. Absent is `null`, never false. */
export function parseFlag(value: Json | undefined): boolean | null | undefined {
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return value > 0;
  if (typeof value !== 'string' || value.length > NUMBER_CHARS_MAX) return undefined;
  const word = value.trim().toLowerCase();
  if (word === '') return null;
  if (YES.has(word)) return true;
  if (NO.has(word) || DENIED.test(word)) return false;
  const leading = /^(?:r\s?)?(\d+)/u.exec(word)?.[1];
  return leading === undefined ? undefined : Number(leading) > 0;
}

/** The sign or word that stands beside the number of a rate: `"150 ₽"` has `₽`, `"0.90"` null. */
export function currencyBeside(rate: string): string | null {
  if (rate.length > NUMBER_CHARS_MAX) return null;
  const found = numberIn(tidy(rate).replace(PER_THOUSAND, ''));
  const beside = (found?.before || found?.after || '').replace(/[.\-:=,]+$/u, '').trim();
  return beside === '' || /^[kк]$/iu.test(beside) ? null : beside;
}

/** Reads a number of days: `30`, `"30"`, `"30 days"`, `"Lifetime"` (36500). */
export function parseDays(value: Json | undefined): number | null | undefined {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return value >= 0 && Number.isInteger(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > NUMBER_CHARS_MAX) return undefined;
  const word = value.trim().toLowerCase();
  if (word === '' || word === '-') return null;
  const days = /^(\d{1,5})(?:\s*(?:d|days?|hari|gün|дн\S*|день|días?|dias?|يوم))?$/u.exec(word);
  if (days !== null) return Number(days[1]);
  return /^(?:lifetime|life time|ömür boyu|пожизненн\S*|seumur hidup|vitalício|de por vida)$/u.test(word)
    ? REFILL_DAYS_LIFETIME
    : undefined;
}

/**
 * Judges what a lone comma means from all rates of a catalog: a comma that cannot separate thousands (`0,90`,
 * `1234,5`, `1.234,50`) votes for the decimal comma; one that must (`1,234,567`, `1,234.5`) and decimal dots beside
 * it vote for thousands.
 */
export function commaHabit(rates: Iterable<Json | undefined>): CommaHabit {
  let decimal = 0;
  let thousands = 0;
  for (const rate of rates) {
    if (typeof rate !== 'string' || rate.length > NUMBER_CHARS_MAX) continue;
    if (rate.indexOf(',') === -1) {
      // A dot that can only be a decimal point leaves the comma to the thousands.
      if (/^\d+\.(?:\d{1,2}|\d{4,})$/.test(rate)) thousands++;
      continue;
    }
    const core = numberIn(tidy(rate))?.core ?? '';
    if (/^0,\d|^\d{4,},|,\d{1,2}$|,\d{4,}$/.test(core) && !/,.*,|,.*\./.test(core)) decimal++;
    else if (/,.*,|,.*\./.test(core)) thousands++;
  }
  return decimal > thousands ? 'decimal' : 'thousands';
}

/** Words that panels use for yes. */
const YES = new Set(
  'true t yes y on ✅ ✔ ✔️ ☑ ☑️ 🟢 evet var да есть ya ada sim sí si نعم enabled enable available active lifetime'.split(
    ' ',
  ),
);
/** Words that panels use for no. */
const NO = new Set(
  'false f no n off none ❌ ✖ ✖️ ✗ ✘ ⛔ 🚫 🔴 hayır hayir yok нет tidak não nao لا disabled disable unavailable inactive - never'.split(
    ' ',
  ),
);
/** `No refill`, `not available`, `yok …`: no, whatever follows. */
const DENIED = /^(?:no|not|non|without|yok|tidak|tanpa|нет|без|não|nao|sem|sin|بدون)[\s_-]/u;

/** `12`, `0.90`: digits and at most one inner dot, no needless zero in front. The form that nearly all panels use. */
export function isPlainDecimal(text: string): boolean {
  const length = text.length;
  if (length === 0 || length > NUMBER_CHARS_MAX) return false;
  let dots = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (at === 0 || at === length - 1 || ++dots > 1) return false;
    } else if (code < 48 || code > 57) return false;
  }
  return text.charCodeAt(0) !== 48 || length === 1 || text.charCodeAt(1) === 46;
}

const VISIBLE_ASCII = /^[!-&(-_a-~]+$/u;
const SPACES = /[\s\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff'’`]+/gu;
const ARABIC = /[\u0660-\u066c\u06f0-\u06f9]/u;

/**
 * Spaces of every width and both apostrophes group digits; the digits of Arabic and Persian are digits; a currency may
 * be written as an entity (`&#8377;`), or stand in markup.
 */
function tidy(raw: string): string {
  const text = /[&<]/u.test(raw) ? (htmlToText(raw) ?? '') : raw;
  if (VISIBLE_ASCII.test(text)) return text;
  const spaced = text.replace(SPACES, ' ').trim();
  if (!ARABIC.test(spaced)) return spaced;
  return spaced
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .replaceAll('٫', '.')
    .replaceAll('٬', ',');
}

/** `/ 1000`, `per 1k`: says what the rate is for, and is no part of it. */
const PER_THOUSAND = /\s*\(?(?:\/|per|for|за|por|için|untuk)\s*1(?:[.,\s]?000|k)?\)?(?:\s.*)?$/iu;
/** Currencies whose smallest coin is far above a thousandth: three digits behind their dot are thousands. */
const WITHOUT_CENTS = /^(?:rp|idr|₫|vnd|đ|تومان|ریال|toman|rial|irr|irt|krw|₩|clp|cop)/iu;

/** The one number in a text, with what stands around it; undefined when there is none, or two. */
function numberIn(text: string): { before: string; core: string; after: string } | undefined {
  const found = /(?:(?<!\p{L})[.,])?\d[\d.,]*(?: \d[\d.,]*)*/u.exec(text);
  if (found === null) return undefined;
  const before = text.slice(0, found.index).trim();
  const after = text.slice(found.index + found[0].length).trim();
  if (/\d/u.test(after) || before.length > 12 || after.length > 20) return undefined;
  return { before, core: found[0].replace(/[.,]+$/u, '').replaceAll(' ', ''), after };
}

function rateFromText(raw: string, habit: CommaHabit): string | null | undefined {
  if (raw.length > NUMBER_CHARS_MAX) return undefined;
  const text = tidy(raw);
  if (text === '' || text === '-') return null;
  if (/^[+]?\d+(?:\.\d+)?e[+-]?\d+$/iu.test(text)) return withoutExponent(text.replace('+', ''));
  const found = numberIn(text.replace(PER_THOUSAND, ''));
  if (found === undefined || /[-−]$/u.test(found.before)) return undefined;
  const withoutCents = WITHOUT_CENTS.test(found.before) || WITHOUT_CENTS.test(found.after);
  const decimal = plainDecimal(found.core, habit, withoutCents);
  if (decimal === undefined) return undefined;
  if (/^[kк]$/iu.test(found.after)) return shiftPoint(decimal, 3);
  return decimal;
}

/** Decides which separator is the decimal point and writes the number plainly. */
function plainDecimal(core: string, habit: CommaHabit, withoutCents: boolean): string | undefined {
  const dots = count(core, '.');
  const commas = count(core, ',');
  let point: '.' | ',' | null = null;
  if (dots > 0 && commas > 0) {
    point = core.lastIndexOf('.') > core.lastIndexOf(',') ? '.' : ',';
    if ((point === '.' ? dots : commas) > 1) return undefined;
  } else if (dots === 1 && !(withoutCents && /^\d{1,3}\.\d{3}$/u.test(core))) point = '.';
  else if (commas === 1 && !(habit === 'thousands' && /^\d{1,3},\d{3}$/u.test(core))) point = ',';

  const at = point === null ? -1 : core.lastIndexOf(point);
  const grouped = at === -1 ? core : core.slice(0, at);
  if (/[.,]/u.test(grouped) && !GROUPS.test(grouped)) return undefined;
  const whole = grouped.replace(/[.,]/gu, '').replace(/^0+(?=\d)/u, '');
  const fraction = at === -1 ? '' : core.slice(at + 1);
  return fraction === '' ? whole : `${whole === '' ? '0' : whole}.${fraction}`;
}

function count(text: string, separator: string): number {
  let found = 0;
  for (let at = text.indexOf(separator); at !== -1; at = text.indexOf(separator, at + 1)) found++;
  return found;
}

/** `1,234,567`, and the `1,23,456` of India. */
const GROUPS = /^\d{1,3}([.,])(?:\d{2,3}\1)*\d{3}$/u;

/** Writes `1e-7`, `9.0E-5` and `1e+21` without their exponent. */
function withoutExponent(text: string): string | undefined {
  const parts = /^(\d+(?:\.\d+)?)(?:e([+-]?\d+))?$/iu.exec(text);
  if (parts === null) return undefined;
  const exponent = Number(parts[2] ?? 0);
  // A double ends at 308; a larger exponent is somebody playing.
  return Math.abs(exponent) > 400 ? undefined : shiftPoint(parts[1] ?? '0', exponent);
}

/** Moves the decimal point of a plain decimal: to the right when `places` is positive. */
function shiftPoint(decimal: string, places: number): string {
  if (places === 0) return decimal;
  const dot = decimal.indexOf('.');
  const digits = decimal.replace('.', '');
  const point = (dot === -1 ? decimal.length : dot) + places;
  const padded = digits.padEnd(point, '0').padStart(digits.length + Math.max(0, 1 - point), '0');
  const cut = Math.max(1, point);
  const whole = padded.slice(0, cut).replace(/^0+(?=\d)/u, '');
  const fraction = padded.slice(cut);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/**
 * Digits, alone or in groups of three behind one kind of separator, in one pass; -1 for anything else. Nearly all
 * limits are written so, and patterns would cost more than the rest of the row.
 */
function plainUnits(text: string): number {
  const length = text.length;
  if (length > 19) return -1;
  let units = 0;
  let separator = 0;
  /** Digits since the start or the last separator. */
  let run = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      units = units * 10 + code - 48;
      run++;
    } else if (code === 46 || code === 44 || code === 32 || code === 0xa0) {
      const fits = separator === 0 ? run >= 1 && run <= 3 : separator === code && run === 3;
      if (!fits) return -1;
      separator = code;
      run = 0;
    } else return -1;
  }
  return separator === 0 || run === 3 ? units : -1;
}

function wholeUnits(value: number): number | null | undefined {
  if (value === -1 || value > Number.MAX_SAFE_INTEGER || NO_LIMIT.has(value)) return null;
  return Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** Words for thousands, millions and milliards, as the zeros that they stand for. */
const SUFFIXES: Record<string, number> = {
  k: 3, к: 3, тыс: 3, thousand: 3, bin: 3, rb: 3, ribu: 3, lakh: 5, m: 6, м: 6, mn: 6, mln: 6, mio: 6, млн: 6, million: 6, milyon: 6,
  juta: 6, jt: 6, crore: 7, b: 9, bn: 9, млрд: 9, billion: 9, milyar: 9, miliar: 9,
}; // prettier-ignore
/** Words that count one by one: `1000 adet`. */
const PIECES = new Set('adet pcs pc piece pieces unit units шт штук buah unidades un قطعة'.split(' '));
const WITHOUT_LIMIT =
  /^(?:∞|-|-1|unlimited|no limit|infinit[ey]|none|null|max|sınırsız|limitsiz|безлимит\S*|без ограничений|ilimitado|sin límite|tak terbatas|tanpa batas|غير محدود)$/iu;

function quantityFromText(raw: string): number | null | undefined {
  if (raw.length > NUMBER_CHARS_MAX) return undefined;
  const text = tidy(raw);
  if (text === '' || WITHOUT_LIMIT.test(text)) return null;
  const found = /^\+?([\d][\d.,]*(?: \d[\d.,]*)*)-?\s?([\p{L}]*)\.?\+?$/u.exec(text);
  if (found === null) {
    return /^\d+(?:\.\d+)?e\+?\d+$/iu.test(text) ? wholeUnits(Number(text)) : undefined;
  }
  const [, number = '', suffix = ''] = found;
  const word = suffix.toLowerCase();
  const zeros = word === '' || PIECES.has(word) ? 0 : SUFFIXES[word];
  if (zeros === undefined) return undefined;
  if (zeros > 0) {
    const scaled = plainDecimal(number.replaceAll(' ', ''), 'decimal', false);
    return scaled === undefined ? undefined : wholeUnits(Number(shiftPoint(scaled, zeros)));
  }
  // Groups of three are thousands; behind them, or behind any whole number, a fraction of nothing may follow.
  const whole = number.replace(/[.,]0{0,2}$/u, '');
  const plain =
    /^\d{1,3}(?:[., ]\d{3})+$/u.test(whole) || GROUPS.test(whole)
      ? whole.replace(/[., ]/gu, '')
      : number.replace(/[.,]0*$/u, '').replaceAll(' ', '');
  return /^\d+$/u.test(plain) ? wholeUnits(Number(plain)) : undefined;
}
