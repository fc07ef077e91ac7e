/**
 * Panel-wide repricings: many rates that moved by one common factor are one event, not thousands of rate changes.
 *
 * Rates are decimal strings, so all that decides is integer arithmetic on the quoted decimals. A quoted rate stands
 * for anything that rounds to it, so a move from `before` to `after` is consistent with every factor between
 * (after - half a unit) / (before + half a unit) and (after + half a unit) / (before - half a unit). The factor that
 * lies in the most of these intervals is the candidate. Floats only order the candidates.
 */

/** A rate that was quoted before and after, both as the panel wrote them. */
export interface RateMove {
  serviceId: string;
  before: string;
  after: string;
}

/** Many rates that moved by one factor, told as one event. */
export interface Repricing {
  kind: 'repricing';
  /** Decimal string: `"1.0504"`, `"0.5"`. Rate after divided by rate before, exact to the rounding of the quoted decimals. */
  factor: string;
  serviceIds: string[];
  /** The single moves, in the order of `serviceIds`. */
  rates: RateMove[];
}

/** What `findRepricings` made of the moves that it was given: each is in exactly one of the two. */
export interface RepricedMoves {
  repricings: Repricing[];
  /** Moves that follow no common factor. */
  rest: RateMove[];
}

/** Fewer than five rates that agree are a coincidence, however small the panel. */
const GROUP_MIN = 5;
/** A group matters from one in twenty of the services that both catalogs hold. In the real pair that this was tried on, the groups hold 55%, 8% and then 2%. */
const GROUP_SHARE = 0.05;
/** A move tells a factor sharply when rounding leaves it open by at most 0.2%: about a thousand units of the last decimal. */
const SHARP_WIDTH = 0.002;
/** Coarse rates (`0.05` to `0.06` fits anything from 1 to 1.44) agree by chance, so without enough sharp ones a group must be most of what moved, and panel-wide. */
const COARSE_SHARE_OF_MOVES = 0.5;
const COARSE_SHARE_OF_SERVICES = 0.2;
/** Decimals in which a factor is read by people. */
const FACTOR_DECIMALS = 4;
/** A factor that needs more decimals than that is still told with four when the ratios of nearly all its moves read so. */
const READS_SO_SHARE = 0.95;
const FACTOR_DECIMALS_MAX = 10;
/** More decimals than anyone quotes on purpose; beyond is the noise of somebody's floats. */
const RATE_DECIMALS_MAX = 8;
/** Largest scaled rate: integers up to here survive a multiplication by a power of ten and `Math.round` exactly. */
const SCALED_MAX = 2 ** 50;
const GROUPS_MAX = 8;

/** Whether two quoted rates are the same amount: `"0.90"` and `"0.9"` are, so a change of spelling is no change of rate. */
export function sameRate(before: string | null, after: string | null): boolean {
  if (before === after) return true;
  if (before === null || after === null) return false;
  // Written in the same places, other digits are another amount.
  if (before.length === after.length && before.indexOf('.') === after.indexOf('.')) return false;
  // Different floats come from different decimals; equal floats say nothing about the last of many digits.
  return Number(before) === Number(after) && plain(before) === plain(after);
}

/**
 * Splits rate moves into repricings and single moves. `servicesInBoth` is the number of services that both catalogs
 * hold, moved or not: what a group has to be significant against.
 */
export function findRepricings(moves: readonly RateMove[], servicesInBoth: number): RepricedMoves {
  const decimals = usualDecimals(moves);
  let open: Interval[] = [];
  for (const move of moves) {
    const interval = intervalOf(move, decimals);
    if (interval !== null) open.push(interval);
  }
  const taken = new Set<RateMove>();
  const repricings: Repricing[] = [];
  while (repricings.length < GROUPS_MAX && open.length >= GROUP_MIN) {
    const shared = mostShared(open);
    const fits = open.filter((it) => it.low <= shared.at && shared.at <= it.high);
    if (!isSignificant(fits, moves.length, servicesInBoth)) break;
    const { factor, members } = tellFactor(shared, fits);
    // A factor of one is no repricing: these moves only fit it because their rates are coarse.
    if (factor !== '1') {
      repricings.push({
        kind: 'repricing',
        factor,
        serviceIds: members.map((it) => it.move.serviceId),
        rates: members.map((it) => it.move),
      });
      for (const member of members) taken.add(member.move);
    }
    open = open.filter((it) => it.low > shared.at || shared.at > it.high);
  }
  return { repricings, rest: taken.size === 0 ? [...moves] : moves.filter((move) => !taken.has(move)) };
}

/** A move with its rates as whole numbers of the last quoted decimal, and the factors that it allows. */
interface Interval {
  move: RateMove;
  before: number;
  after: number;
  low: number;
  high: number;
}

interface Shared {
  low: number;
  high: number;
  at: number;
}

function isSignificant(fits: readonly Interval[], moves: number, servicesInBoth: number): boolean {
  if (fits.length < GROUP_MIN) return false;
  const sharp = fits.filter((it) => it.high - it.low <= SHARP_WIDTH * it.low).length;
  if (sharp >= GROUP_MIN && sharp >= GROUP_SHARE * servicesInBoth) return true;
  return (
    fits.length >= COARSE_SHARE_OF_MOVES * moves && fits.length >= COARSE_SHARE_OF_SERVICES * servicesInBoth
  );
}

/** The stretch of factors that lies in the most intervals: two sorted arrays swept at once, unless all have one in common. */
function mostShared(intervals: readonly Interval[]): Shared {
  let highestLow = 0;
  let lowestHigh = Infinity;
  for (const { low, high } of intervals) {
    if (low > highestLow) highestLow = low;
    if (high < lowestHigh) lowestHigh = high;
  }
  if (highestLow <= lowestHigh)
    return { low: highestLow, high: lowestHigh, at: (highestLow + lowestHigh) / 2 };
  const lows = new Float64Array(intervals.length);
  const highs = new Float64Array(intervals.length);
  let index = 0;
  for (const it of intervals) {
    lows[index] = it.low;
    highs[index] = it.high;
    index += 1;
  }
  lows.sort();
  highs.sort();
  let depth = 0;
  let deepest = 0;
  let bestLow = 0;
  let bestHigh = 0;
  let closing = 0;
  for (let opening = 0; opening < lows.length; opening += 1) {
    const low = lows[opening] ?? 0;
    while ((highs[closing] ?? Infinity) < low) {
      depth -= 1;
      closing += 1;
    }
    depth += 1;
    if (depth > deepest) {
      deepest = depth;
      bestLow = low;
      bestHigh = highs[closing] ?? low;
    }
  }
  return { low: bestLow, high: bestHigh, at: (bestLow + bestHigh) / 2 };
}

/** Writes the factor down as briefly as it is true, and keeps the moves for which it is. */
function tellFactor(shared: Shared, fits: Interval[]): { factor: string; members: Interval[] } {
  for (let decimals = 0; decimals <= FACTOR_DECIMALS_MAX; decimals += 1) {
    const factor = shortestWithin(shared, decimals);
    if (factor !== null) {
      const scale = 10 ** decimals;
      return { factor: written(factor, decimals), members: fits.filter((it) => allows(it, factor, scale)) };
    }
    if (decimals === FACTOR_DECIMALS) {
      const scale = 10 ** decimals;
      const rounded = Math.round(shared.at * scale);
      const readSo = fits.filter((it) => readsAs(it, rounded, scale));
      if (rounded > 0 && readSo.length >= READS_SO_SHARE * fits.length) {
        return { factor: written(rounded, decimals), members: readSo };
      }
    }
  }
  const scale = 10 ** FACTOR_DECIMALS_MAX;
  return { factor: written(Math.round(shared.at * scale), FACTOR_DECIMALS_MAX), members: fits };
}

function shortestWithin(shared: Shared, decimals: number): number | null {
  const scale = 10 ** decimals;
  const nearest = Math.round(shared.at * scale);
  return nearest > 0 && shared.low * scale <= nearest && nearest <= shared.high * scale ? nearest : null;
}

/** Whether factor / scale is among the factors that the move allows. */
function allows(it: Interval, factor: number, scale: number): boolean {
  return (
    compareProducts(2 * it.after - 1, scale, factor, 2 * it.before + 1) <= 0 &&
    compareProducts(2 * it.after + 1, scale, factor, 2 * it.before - 1) >= 0
  );
}

/** Whether after / before, rounded to the decimals of the factor, is the factor. */
function readsAs(it: Interval, factor: number, scale: number): boolean {
  return (
    compareProducts(2 * it.after, scale, 2 * factor - 1, it.before) >= 0 &&
    compareProducts(2 * it.after, scale, 2 * factor + 1, it.before) < 0
  );
}

/** Sign of a × b - c × d for whole numbers, exact whatever their size. */
function compareProducts(a: number, b: number, c: number, d: number): number {
  const left = a * b;
  const right = c * d;
  if (Math.abs(left) <= Number.MAX_SAFE_INTEGER && Math.abs(right) <= Number.MAX_SAFE_INTEGER)
    return left - right;
  const exact = BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d);
  return exact < 0n ? -1 : exact > 0n ? 1 : 0;
}

function intervalOf(move: RateMove, usual: number): Interval | null {
  const decimals = Math.min(
    RATE_DECIMALS_MAX,
    Math.max(usual, decimalsOf(move.before), decimalsOf(move.after)),
  );
  const before = scaled(move.before, decimals);
  const after = scaled(move.after, decimals);
  if (!(before >= 1 && before < SCALED_MAX && after >= 1 && after < SCALED_MAX) || before === after)
    return null;
  return { move, before, after, low: (after - 0.5) / (before + 0.5), high: (after + 0.5) / (before - 0.5) };
}

/** A rate as a whole number of so many decimals: digit by digit, which takes half as long as reading and multiplying a float. */
function scaled(rate: string, decimals: number): number {
  let whole = 0;
  let places = decimals;
  let isBehindPoint = false;
  for (let at = 0; at < rate.length; at += 1) {
    const digit = rate.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9 && (!isBehindPoint || places > 0)) {
      whole = whole * 10 + digit;
      if (isBehindPoint) places -= 1;
    } else if (rate[at] === '.' && !isBehindPoint) isBehindPoint = true;
    // More decimals than that are rounded.
    else return Math.round(Number(rate) * 10 ** decimals);
  }
  return whole * 10 ** places;
}

const ZERO = 48;

/** Decimals that at least half of the moves quote: a panel that sends JSON numbers loses the zeros at the end of some. */
function usualDecimals(moves: readonly RateMove[]): number {
  const counts = Array.from({ length: RATE_DECIMALS_MAX + 1 }, () => 0);
  for (const move of moves) {
    const decimals = Math.min(RATE_DECIMALS_MAX, Math.max(decimalsOf(move.before), decimalsOf(move.after)));
    counts[decimals] = (counts[decimals] ?? 0) + 1;
  }
  let atLeast = 0;
  for (let decimals = RATE_DECIMALS_MAX; decimals > 0; decimals -= 1) {
    atLeast += counts[decimals] ?? 0;
    if (atLeast * 2 >= moves.length) return decimals;
  }
  return 0;
}

function decimalsOf(rate: string): number {
  const point = rate.indexOf('.');
  return point === -1 ? 0 : rate.length - point - 1;
}

function written(scaled: number, decimals: number): string {
  const digits = String(scaled).padStart(decimals + 1, '0');
  return plain(`${digits.slice(0, digits.length - decimals)}.${digits.slice(digits.length - decimals)}`);
}

/** Without zeros that say nothing: `"007.50"` is `"7.5"`. */
function plain(decimal: string): string {
  const whole = decimal.replace(/^0+(?=\d)/, '');
  return whole.includes('.') ? whole.replace(/\.?0*$/, '') : whole;
}
