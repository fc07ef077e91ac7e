/**
 * In what currency a panel quotes, how sure that is, and why. Nobody's word alone decides but the operator's: a widespread panel software
 * says "USD" whatever the shop uses, so what was declared is held against the size of the catalog's rates. Pure; docs/money.md.
 */
import { distance, type Size } from './size.ts';

/** From here on prices are converted and compared. */
export const CONFIDENCE_MIN = 0.6;

export interface Evidence {
  /** Set by the operator. */
  operator: string | null;
  /** Declared by `balance`: the code, and how far core trusts the words. */
  declared: { currency: string; trust: 'code' | 'symbol' | 'doubtful' } | null;
  /** Named by the rows of the catalog themselves. */
  named: string | null;
  size: Size | undefined;
  /** What most of the catalog is written in, where its letters or words tell. */
  language: 'ru' | 'tr' | 'id' | 'pt' | 'es' | 'ar' | null;
  /** Shares of the services for buyers of one country, by country (ISO 3166-1), where enough are for it: who sells at home is at home. */
  soldIn: ReadonlyMap<string, number>;
  /** Units for one dollar. */
  perUsd: ReadonlyMap<string, number>;
}

export interface Judgement {
  currency: string | null;
  /** 0 to 1. */
  confidence: number;
  source: 'operator' | 'balance' | 'catalog' | 'size' | 'nothing';
  /** Stable words for what speaks for and against it, for pages to say in any language. */
  reasons: Reason[];
}

export type Reason =
  | 'set_by_operator'
  | 'named_in_rows'
  | 'declared'
  | 'declared_by_software'
  | 'size_agrees'
  | 'size_contradicts'
  | 'size_suggests'
  | 'size_says_nothing'
  | 'size_is_between'
  | 'sources_disagree'
  | 'nothing_says';

/** Within a factor of about three: one panel may be that much dearer or cheaper than the market. */
const AGREES = 0.5;
/** Eight times too much or too little is not a matter of being dear. */
const CONTRADICTS = 0.9;

export function judgeCurrency(evidence: Evidence): Judgement {
  const { operator, named, declared } = evidence;
  if (operator !== null)
    return { currency: operator, confidence: 1, source: 'operator', reasons: ['set_by_operator'] };
  if (named !== null) {
    const disagrees = declared !== null && declared.trust !== 'doubtful' && declared.currency !== named;
    const judged = held(named, disagrees ? 0.7 : 0.9, 'catalog', 'named_in_rows', evidence);
    return disagrees ? { ...judged, reasons: [...judged.reasons, 'sources_disagree'] } : judged;
  }
  if (declared !== null) {
    const { currency, trust } = declared;
    // A dollar is what software says that was never told; any other currency somebody has set.
    const isDefault = trust === 'doubtful' || currency === 'USD';
    const base = trust === 'doubtful' ? 0.4 : isDefault ? 0.65 : 0.85;
    const judged = held(currency, base, 'balance', isDefault ? 'declared_by_software' : 'declared', evidence);
    if (!judged.reasons.includes('size_contradicts')) return judged;
    const suggested = suggest(evidence);
    return suggested.confidence > judged.confidence
      ? { ...suggested, reasons: [...judged.reasons, ...suggested.reasons] }
      : judged;
  }
  return suggest(evidence);
}

/** A currency that somebody named, held against the size of the rates. */
function held(
  currency: string,
  base: number,
  source: Judgement['source'],
  reason: Reason,
  { size, perUsd }: Evidence,
): Judgement {
  const worth = perUsd.get(currency);
  if (size === undefined || worth === undefined)
    return { currency, confidence: base, source, reasons: [reason, 'size_says_nothing'] };
  const away = distance(size, worth);
  if (away <= AGREES)
    return { currency, confidence: Math.min(0.98, base + 0.2), source, reasons: [reason, 'size_agrees'] };
  if (away >= CONTRADICTS)
    return { currency, confidence: base * 0.35, source, reasons: [reason, 'size_contradicts'] };
  return { currency, confidence: base * 0.8, source, reasons: [reason, 'size_is_between'] };
}

/** How common each currency is among panels, before anything is known of this one. */
const COMMON: Readonly<Record<string, number>> = {
  USD: 1, EUR: 0.1, RUB: 0.15, INR: 0.2, TRY: 0.1, IDR: 0.12, BRL: 0.1, PKR: 0.1, NGN: 0.1, BDT: 0.05, UAH: 0.03, EGP: 0.03, VND: 0.05,
  KZT: 0.02, PHP: 0.02, MXN: 0.02, ARS: 0.02, COP: 0.02,
}; // prettier-ignore

/** Whoever writes in this language sells to people who pay in these. */
const AT_HOME: Readonly<Record<NonNullable<Evidence['language']>, readonly string[]>> = {
  ru: ['RUB'],
  tr: ['TRY'],
  id: ['IDR'],
  pt: ['BRL'],
  es: ['MXN', 'ARS', 'COP', 'EUR'],
  ar: ['EGP'],
};
const AT_HOME_TIMES = 15;

/** Where each is money. Without the dollar and the euro: everybody sells what comes from there. */
const COUNTRIES: Readonly<Record<string, string>> = {
  RUB: 'RU', INR: 'IN', TRY: 'TR', IDR: 'ID', BRL: 'BR', PKR: 'PK', NGN: 'NG', BDT: 'BD', UAH: 'UA', EGP: 'EG', VND: 'VN', KZT: 'KZ',
  PHP: 'PH', MXN: 'MX', ARS: 'AR', COP: 'CO',
}; // prettier-ignore
/** A panel all of whose aimed services are for one country is that much likelier to be there. */
const SOLD_IN_TIMES = 20;
/** Powers of ten, as a standard deviation. */
const SPREAD = 0.3;
/** The size alone is never as good as somebody's word. */
const SIZE_MAX = 0.8;

function suggest({ size, language, soldIn, perUsd }: Evidence): Judgement {
  if (size === undefined)
    return { currency: null, confidence: 0, source: 'nothing', reasons: ['nothing_says'] };
  const home = language === null ? [] : AT_HOME[language];
  const weights = Object.entries(COMMON).flatMap(([currency, common]) => {
    const worth = perUsd.get(currency);
    if (worth === undefined) return [];
    const away = distance(size, worth);
    const weight =
      common *
      (home.includes(currency) ? AT_HOME_TIMES : 1) *
      (1 + SOLD_IN_TIMES * (soldIn.get(COUNTRIES[currency] ?? '') ?? 0)) *
      Math.exp(-(away ** 2) / (2 * SPREAD ** 2));
    return [{ currency, weight, away }];
  });
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const best = weights.sort((a, b) => b.weight - a.weight)[0];
  if (best === undefined || best.away > CONTRADICTS || total === 0)
    return { currency: null, confidence: 0, source: 'nothing', reasons: ['nothing_says'] };
  return {
    currency: best.currency,
    confidence: SIZE_MAX * (best.weight / total),
    source: 'size',
    reasons: ['size_suggests'],
  };
}
