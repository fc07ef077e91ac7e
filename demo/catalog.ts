/**
 * What an invented panel sells, before any dialect writes it down: believable names in seven languages, rates,
 * limits, promises and headings. The same recipe gives the same catalog on every machine.
 */
import { hexFrom, randomFrom, type Random } from './random.ts';
import { TONGUES, type Language, type Tongue } from './tongues.ts';
import { RUSSIAN_WARES, WARES, type Kind, type Ware } from './wares.ts';

export interface DemoService {
  row: 'service';
  id: string;
  name: string;
  category: string;
  orderForm: 'Default' | 'Package' | 'Custom Comments' | 'Subscriptions' | 'Poll';
  /** Decimal string, per 1,000. */
  rate: string;
  min: number;
  /** null is no limit. */
  max: number | null;
  description: string | null;
  refill: boolean;
  cancel: boolean;
  dripfeed: boolean;
  averageTime: string | null;
  /** The platform as the panel labels it. */
  network: string;
  /** What the row truly is, in the words of docs/vocabulary.md. */
  truth: { platform: string; kind: Kind; refillDays: number | null };
}

/** A line that shops put between services: it cannot be bought. */
interface DemoHeading {
  row: 'heading';
  id: string;
  name: string;
  category: string;
  rate: '0' | '9999999999999.00';
}

export type DemoRow = DemoService | DemoHeading;

export interface Recipe {
  seed: string;
  /** Services at the start, headings not counted. */
  size: number;
  /** The first is the panel's own; the others are sprinkled in. */
  languages: readonly [Language, ...Language[]];
  currency: Currency;
  /** Digits behind the point of a rate. */
  decimals: number;
  ids: 'number' | 'prefixed' | 'mongo';
  look: 'pipes' | 'brackets' | 'dashes' | 'arrows';
  letters: 'plain' | 'small_caps' | 'bold';
  headings: '0' | '9999999999999.00' | 'none';
  descriptions: boolean;
  /** What this shop adds to what its suppliers ask. */
  markup: number;
}

/** Units of each currency for a US dollar: round figures, for believable sizes only. */
const PER_DOLLAR = { USD: 1, EUR: 0.9, RUB: 80, TRY: 40, IDR: 16_000, BRL: 5.5, INR: 85, SAR: 3.75 };
export type Currency = keyof typeof PER_DOLLAR;

export function createRows(recipe: Recipe): DemoRow[] {
  const random = randomFrom(recipe.seed, 'catalog');
  const wares = recipe.languages.includes('ru') ? [...WARES, ...RUSSIAN_WARES] : WARES;
  const names = new Set<string>();
  const groups = new Map<string, DemoService[]>();
  for (let index = 0; index < recipe.size; index += 1) {
    const service = createService(recipe, random, pickWare(wares, random), idAt(recipe, index), names);
    const group = groups.get(service.category);
    if (group) group.push(service);
    else groups.set(service.category, [service]);
  }
  const rows: DemoRow[] = [];
  let headings = 0;
  for (const [category, services] of groups) {
    if (recipe.headings !== 'none' && random.chance(0.3)) {
      rows.push(createHeading(recipe, random, category, idAt(recipe, recipe.size + 50_000 + headings)));
      headings += 1;
    }
    rows.push(...services);
  }
  return rows;
}

/** One more service for this panel, under this id. `names` are taken, and gets the new one. */
export function createService(
  recipe: Recipe,
  random: Random,
  ware: Ware,
  id: string,
  names: Set<string>,
): DemoService {
  const tongue = TONGUES[random.chance(0.85) ? recipe.languages[0] : random.pick(recipe.languages)];
  const packaged = random.chance(0.02);
  const refillDays = random.pick([null, null, 0, 30, 30, 60, 90, 365, 36_500]);
  const quality = random.pick(tongue.qualities);
  const country = random.chance(0.18) ? random.pick(tongue.countries) : null;
  const max = packaged ? 1 : limitFor(ware, random);
  const kind = random.pick(tongue.kinds[ware.kind]);
  const category = categoryOf(recipe, ware, tongue, random);
  const name = unique(names, () =>
    composeName(recipe, random, tongue, {
      label: styled(ware.label, recipe.letters),
      kind,
      quality,
      country,
      refillDays,
      packaged,
      max,
    }),
  );
  const custom = ware.kind === 'comments' && random.chance(0.5);
  return {
    row: 'service',
    id,
    name,
    category,
    orderForm: packaged
      ? 'Package'
      : custom
        ? 'Custom Comments'
        : ware.kind === 'votes'
          ? 'Poll'
          : random.chance(0.04)
            ? 'Subscriptions'
            : 'Default',
    rate: rateFor(recipe, random, ware, refillDays, packaged),
    min: packaged ? 1 : random.pick([1, 5, 10, 10, 20, 50, 100, 100, 500]),
    max,
    description: recipe.descriptions && random.chance(0.7) ? describe(random, tongue) : null,
    // The flag of the API is kept by other people than the promise in the name: four promises in five lack it.
    refill: refillDays !== null && refillDays > 0 && random.chance(0.2),
    cancel: random.chance(0.35),
    dripfeed: random.chance(0.5),
    averageTime: random.chance(0.6) ? random.pick(tongue.averageTime) : null,
    network: ware.label,
    truth: { platform: ware.platform, kind: ware.kind, refillDays },
  };
}

export function pickWare(wares: readonly Ware[], random: Random): Ware {
  const total = wares.reduce((sum, ware) => sum + ware.weight, 0);
  let left = random.next() * total;
  for (const ware of wares) {
    left -= ware.weight;
    if (left < 0) return ware;
  }
  return random.pick(wares);
}

/** Ids are opaque: numbers with gaps, numbers with a prefix, or Mongo's. Later indexes are larger numbers. */
export function idAt(recipe: Recipe, index: number): string {
  if (recipe.ids === 'mongo') return hexFrom(24, recipe.seed, 'id', index);
  const first = randomFrom(recipe.seed, 'first id').between(1, 4_000);
  const number = first + index * 2 + randomFrom(recipe.seed, 'gap', index).between(0, 1);
  return recipe.ids === 'prefixed' ? `SUB-${number}` : String(number);
}

/** A decimal string with the panel's digits, and never 0: a rate of 0 marks a heading. */
export function writeRate(value: number, decimals: number): string {
  return Math.max(value, 10 ** -decimals).toFixed(decimals);
}

function rateFor(
  recipe: Recipe,
  random: Random,
  ware: Ware,
  refillDays: number | null,
  packaged: boolean,
): string {
  const promise = refillDays === null || refillDays === 0 ? 1 : refillDays > 90 ? 1.9 : 1.35;
  const spread = 0.45 + random.next() * 2.1;
  const value = ware.rateUsd * PER_DOLLAR[recipe.currency] * recipe.markup * promise * spread;
  return writeRate(packaged ? value * 100 : value, recipe.decimals);
}

function limitFor(ware: Ware, random: Random): number | null {
  if (random.chance(0.03)) return null;
  return Math.max(500, Math.round(ware.max * random.pick([0.02, 0.1, 0.25, 0.5, 1, 2])));
}

function categoryOf(recipe: Recipe, ware: Ware, tongue: Tongue, random: Random): string {
  const kind = tongue.kinds[ware.kind][0] ?? ware.kind;
  const variant = random.pick(['', '', tongue.praise[0], tongue.qualities[0], tongue.nonDrop]);
  const tail = variant ? ` [ ${variant} ]` : '';
  if (recipe.look === 'arrows') return `${ware.label} » ${kind}${tail}`;
  if (recipe.look === 'dashes') return `${ware.label} — ${kind}${tail}`;
  return `${ware.label} ${kind}${tail}`;
}

interface NameParts {
  label: string;
  kind: string;
  quality: string;
  country: readonly [flag: string, name: string] | null;
  refillDays: number | null;
  packaged: boolean;
  max: number | null;
}

function composeName(recipe: Recipe, random: Random, tongue: Tongue, parts: NameParts): string {
  const bold = recipe.letters === 'bold' && random.chance(0.3);
  const facts: string[] = [];
  if (parts.country) facts.push(`${parts.country[1]} ${parts.country[0]}`);
  if (random.chance(0.7)) facts.push(parts.quality);
  if (parts.max !== null && parts.max >= 1_000 && random.chance(0.35))
    facts.push(`Max ${short(parts.max, random)}`);
  if (random.chance(0.5)) {
    const perDay = random.pick([500, 1_000, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 1_000_000]);
    facts.push(tongue.speed.replace('{}', short(perDay, random)));
  }
  const begins = random.next();
  if (begins < 0.3) facts.push(tongue.instant);
  else if (begins < 0.5) facts.push(tongue.start.replace('{}', String(random.pick([1, 2, 6, 12, 24, 48]))));
  const promise = refillPromise(parts.refillDays, tongue);
  if (promise !== null) facts.push(bold ? styled(promise, 'bold') : promise);
  else if (random.chance(0.2)) facts.push(tongue.nonDrop);
  if (random.chance(0.12)) facts.push(random.pick(tongue.praise));
  if (random.chance(0.08)) facts.push(`Server ${random.between(1, 40)}`);
  const subject = parts.packaged
    ? `${parts.label} ${random.pick([100, 500, 1_000, 5_000])} ${parts.kind}`
    : `${parts.label} ${parts.kind}`;
  const front = random.chance(0.12) ? `${random.pick(['⭐', '🔥', '🚀', '💎', '🟢', '👑'])} ` : '';
  const end = random.chance(0.35)
    ? ` ${random.pick(['🔥', '⚡', '♻️', '✅', '⭐', '⛔', '💧', '🚀⚡'])}`
    : '';
  return `${front}${joined(recipe.look, subject, facts)}${end}`;
}

function joined(look: Recipe['look'], subject: string, facts: readonly string[]): string {
  if (look === 'brackets') return [subject, ...facts.map((fact) => `[${fact}]`)].join(' ');
  if (look === 'pipes') return [subject, ...facts].join(' | ');
  if (look === 'arrows') return [subject, ...facts].join(' » ');
  return facts.length === 0 ? subject : `${subject} — ${facts.join(' / ')}`;
}

function refillPromise(days: number | null, tongue: Tongue): string | null {
  if (days === null) return null;
  if (days === 0) return tongue.noRefill;
  return days === 36_500 ? tongue.lifetime : tongue.refill.replace('{}', String(days));
}

function describe(random: Random, tongue: Tongue): string {
  return random.sample(tongue.lines, random.between(1, 3)).join('\n');
}

function createHeading(recipe: Recipe, random: Random, category: string, id: string): DemoHeading {
  const tongue = TONGUES[recipe.languages[0]];
  const rule = random.pick(['━━━━━', '-----', '~~~~~', '=====']);
  const name = `${rule} ${random.pick(tongue.heading)} ${rule}`;
  return {
    row: 'heading',
    id,
    name,
    category,
    rate: recipe.headings === '0' ? '0' : '9999999999999.00',
  };
}

function unique(names: Set<string>, compose: () => string): string {
  let name = compose();
  for (let copy = 2; names.has(name); copy += 1) {
    name = copy < 12 ? compose() : `${name} [S${copy}]`;
  }
  names.add(name);
  return name;
}

function short(quantity: number, random: Random): string {
  if (quantity >= 1_000_000) return `${quantity / 1_000_000}M`;
  return quantity >= 1_000 ? `${quantity / 1_000}${random.chance(0.8) ? 'K' : 'k'}` : String(quantity);
}

const SMALL_CAPS = 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ';

/** Shops dress Latin letters up as other code points; NFKC undoes the bold ones only. */
function styled(text: string, letters: Recipe['letters']): string {
  if (letters === 'small_caps') {
    return text.replace(/[a-z]/gi, (letter) => SMALL_CAPS.charAt(letter.toLowerCase().charCodeAt(0) - 97));
  }
  if (letters === 'bold') {
    return text.replace(/[a-z0-9]/gi, (letter) => {
      const code = letter.charCodeAt(0);
      const first = code >= 97 ? 0x1d5ee - 97 : code >= 65 ? 0x1d5d4 - 65 : 0x1d7ec - 48;
      return String.fromCodePoint(first + code);
    });
  }
  return text;
}
